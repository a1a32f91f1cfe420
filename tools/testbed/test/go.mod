module github.com/jenkinsci/continuous-deployment-plugin/tools/testbed/test

go 1.26.0
