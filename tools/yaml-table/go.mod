module yaml-table

go 1.22

// As Kubernetes 1.36 pins them.
require sigs.k8s.io/yaml v1.6.0

require go.yaml.in/yaml/v2 v2.4.3 // indirect
