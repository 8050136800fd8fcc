# The image of Convograph; docs/running.md says how to run it. `npm run test:image` executes these steps without Docker.

# The Node.js of package.json. ClickHouse and PostgreSQL are glibc programs, so an Alpine image cannot run them.
FROM node:24.21.0-trixie-slim AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

# The packages that the service needs while it runs: a layer of their own, which most upgrades leave alone. npm would keep what
# tests use and packages only support, so the manifest forgets it first. The base image has Node.js itself.
FROM manifests AS packages
RUN npm pkg delete devDependencies workspaces \
  && npm ci --omit=dev \
  && rm -r node_modules/node \
  && find node_modules -type f -regex '.*\.\([cm]?ts\|map\|a\)' -delete

FROM manifests AS build
COPY packages/sdk/package.json packages/sdk/
RUN npm ci
COPY . .
RUN npm run build

# Without npm, which the service does not need.
FROM debian:trixie-slim
# A number, so that Kubernetes can tell that it is not root. PostgreSQL does not run as root.
RUN groupadd --gid 10001 convograph \
  && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /app --shell /usr/sbin/nologin convograph \
  && install --directory --owner=10001 --group=10001 --mode=700 /data
WORKDIR /app
COPY --from=build /usr/local/bin/node /usr/local/bin/
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/packages/sdk/dist/sdk.js ./packages/sdk/dist/
COPY package.json LICENSE ./
COPY docs/metrics.md ./docs/
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8002 DATA_DIR=/data
VOLUME /data
EXPOSE 8002
USER 10001:10001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --retries=3 CMD ["node", "dist/src/cli/health.js"]
# Without a shell in between, which would not pass SIGTERM on.
CMD ["node", "dist/src/main.js"]
