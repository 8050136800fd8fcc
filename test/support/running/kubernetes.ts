import { type Fields, type Shape } from './shapes.ts'

const metadata: Fields = { 'name!': 'text', labels: 'texts by key', annotations: 'texts by key' }
const selector: Fields = { 'matchLabels!': 'texts by key' }
const sizes: Fields = { cpu: 'text', memory: 'text', storage: 'text' }
const resources: Fields = { requests: sizes, limits: sizes }
const source: Fields = { 'name!': 'text', optional: 'flag' }

const probe: Fields = {
  'httpGet!': { 'path!': 'text', 'port!': 'text' },
  periodSeconds: 'whole',
  timeoutSeconds: 'whole',
  failureThreshold: 'whole',
}

const container: Fields = {
  'name!': 'text',
  'image!': 'text',
  ports: { each: { 'name!': 'text', 'containerPort!': 'whole' } },
  envFrom: { each: { secretRef: source, configMapRef: source } },
  resources,
  securityContext: {
    allowPrivilegeEscalation: 'flag',
    readOnlyRootFilesystem: 'flag',
    capabilities: { drop: { each: ['ALL'] } },
  },
  startupProbe: probe,
  livenessProbe: probe,
  readinessProbe: probe,
  volumeMounts: { each: { 'name!': 'text', 'mountPath!': 'text' } },
}

const pod: Fields = {
  automountServiceAccountToken: 'flag',
  enableServiceLinks: 'flag',
  topologySpreadConstraints: {
    each: {
      'maxSkew!': 'whole',
      'topologyKey!': 'text',
      'whenUnsatisfiable!': ['DoNotSchedule', 'ScheduleAnyway'],
      labelSelector: selector,
    },
  },
  terminationGracePeriodSeconds: 'whole',
  securityContext: {
    runAsNonRoot: 'flag',
    runAsUser: 'whole',
    runAsGroup: 'whole',
    fsGroup: 'whole',
    fsGroupChangePolicy: ['OnRootMismatch', 'Always'],
    seccompProfile: { 'type!': ['RuntimeDefault', 'Localhost', 'Unconfined'] },
  },
  'containers!': { each: container },
  volumes: {
    each: {
      'name!': 'text',
      emptyDir: { medium: ['Memory'], sizeLimit: 'text' },
      persistentVolumeClaim: { 'claimName!': 'text' },
    },
  },
}

const workload: Fields = {
  'replicas!': 'whole',
  'selector!': selector,
  'template!': { 'metadata!': { labels: 'texts by key', annotations: 'texts by key' }, 'spec!': pod },
}
const claim: Fields = {
  'accessModes!': { each: ['ReadWriteOnce', 'ReadWriteMany'] },
  'resources!': { 'requests!': { 'storage!': 'text' } },
}

const object = (apiVersion: string, kind: string, spec: Fields): Shape => ({
  'apiVersion!': [apiVersion],
  'kind!': [kind],
  'metadata!': metadata,
  'spec!': spec,
})
const kustomization = (apiVersion: string, kind: string): Shape => ({
  'apiVersion!': [apiVersion],
  'kind!': [kind],
  'resources!': { each: 'text' },
  images: { each: { 'name!': 'text', newName: 'text', newTag: 'text' } },
})

/**
 * The objects of `deploy/kubernetes` by their kind, with the fields of the API of Kubernetes that they may use. It is written by hand, and is
 * the part of the API that the manifests need: a new field needs its line here.
 */
export const kubernetesShapes: Record<string, Shape> = {
  Deployment: object('apps/v1', 'Deployment', workload),
  StatefulSet: object('apps/v1', 'StatefulSet', {
    ...workload,
    'serviceName!': 'text',
    volumeClaimTemplates: { each: { 'metadata!': metadata, 'spec!': claim } },
  }),
  Service: object('v1', 'Service', {
    'selector!': 'texts by key',
    'ports!': { each: { 'name!': 'text', 'port!': 'whole', 'targetPort!': 'text' } },
  }),
  PersistentVolumeClaim: object('v1', 'PersistentVolumeClaim', claim),
  PodDisruptionBudget: object('policy/v1', 'PodDisruptionBudget', {
    'maxUnavailable!': 'whole',
    'selector!': selector,
  }),
  ServiceMonitor: object('monitoring.coreos.com/v1', 'ServiceMonitor', {
    'selector!': selector,
    jobLabel: 'text',
    'endpoints!': { each: { 'port!': 'text', path: 'text', interval: 'text' } },
  }),
  Kustomization: kustomization('kustomize.config.k8s.io/v1beta1', 'Kustomization'),
  Component: kustomization('kustomize.config.k8s.io/v1alpha1', 'Component'),
}
