module github.com/jenkinsci/continuous-deployment-plugin/tools/tag-table

go 1.24
