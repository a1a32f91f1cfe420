module github.com/jenkinsci/continuous-deployment-plugin/tools/semver-table

go 1.24

require github.com/Masterminds/semver/v3 v3.5.0
