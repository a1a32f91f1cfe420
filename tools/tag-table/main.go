// Writes what Go's regexp says about filters of tags and their extracts, as a table for the engine's tests:
//
//	go run . ../../src/test/resources/io/jenkins/plugins/continuousdeployment/engine/tag
//
// expansions.tsv: expression, template, tag, then "error" for an expression that is none, "none" where the tag does not
// contain it, or what the template becomes. Texts stand in double quotes with Go's escapes. The random part has a fixed
// seed.
package main

import (
	"bufio"
	"fmt"
	"log"
	"math/rand"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

var tags = []string{
	"", "main-1a2b3c4-1700000000", "main-ffffff-9", "release-1.2.3", "v1.2.3", "1.2.3-rc.1", "1.2.3-rc.12", "latest",
	"sha256-0123.sig", "20240131T235959", "a_b.c-d", "MAIN-1A2B3C4-1700000001", "2024.01.31-build.7", "0010", "x",
}

var expressions = []string{
	"^main-[a-f0-9]+-(?P<ts>[0-9]+)", "^main-[a-f0-9]+-(?<ts>[0-9]+)", "(?i)^main-(?P<sha>[a-f0-9]+)-(?P<ts>[0-9]+)$",
	".*", "^$", "", "[0-9]+", "^v?(?P<version>[0-9]+\\.[0-9]+\\.[0-9]+)$", "^(\\d+)\\.(\\d+)\\.(\\d+)(-rc\\.(?P<rc>\\d+))?",
	"(a)|(b)|(x)", "(?P<x>l)?(?P<y>a)", "^.*\\.sig$", "(?:release|v)-?(.*)", "\\.(?P<last>[^.]*)$", "(?P<a1>[0-9])(?P<b_2>[0-9])",
	"(?P<_>.)", "([0-9]{4})\\.?([0-9]{2})\\.?([0-9]{2})", "(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)", "\\w+", "[[:alpha:]]+", "\\pL+", "(?s).+",
	"^[^-]*$", "a{2,3}|1{1}", "\\Qa_b.c\\E", "(?U)(.+)-", "x*", "\\bmain\\b", "\\x31",
	// None of these is RE2.
	"(", ")", "[", "[z-a]", "*", "+a", "a**", "(?P<n>", "(?P<n", "(?P<>a)", "(?P<n-m>a)", "(?P<n>a)(?P<n>b)", "(?=a)", "(?!a)",
	"(?<=a)b", "\\1", "(a)\\1", "a{1001}", "a{2,1}", "\\", "\\8", "[[:foo:]]", "(?z)a", "\\p{Nonsense}", "a++", "(?P=n)",
}

var templates = []string{
	"", "$ts", "${ts}", "$ts-x", "$tsx", "${ts}x", "$1", "${1}", "$1x", "${1}x", "$0", "${0}", "$2", "$10", "$11", "$1.$2.$3",
	"$$", "$$1", "$", "a$", "$-", "${", "${}", "${1", "${ts", "${t s}", "$ ts", "$unknown", "${unknown}", "v$version", "$01",
	"${01}", "$00", "$99999999999", "$rc", "${rc}rc", "$a1$b_2", "$a1_$b_2", "$_", "$sha/$ts", "$x$y", "é$1é", "$é", "plain", "$1$1",
	"$last}", "{$last}", "$version$", "$ts$$$ts",
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("give the folder to write to")
	}
	var rows []string
	for _, expression := range expressions {
		if _, err := regexp.Compile(expression); err != nil {
			rows = append(rows, row(expression, "", "x"))
			continue
		}
		for _, tag := range tags {
			rows = append(rows, row(expression, "$0", tag))
		}
	}
	for _, template := range templates {
		rows = append(rows, row(expressions[0], template, tags[1]), row(expressions[8], template, tags[5]),
			row(expressions[8], template, "1.2.3"), row(expressions[17], template, tags[1]), row(expressions[14], template, "42"),
			row(expressions[10], template, tags[7]))
	}
	rows = append(rows, random(1500)...)
	write(filepath.Join(os.Args[1], "expansions.tsv"), rows)
}

func row(expression, template, tag string) string {
	return fmt.Sprintf("%q\t%q\t%q\t%s", expression, template, tag, answer(expression, template, tag))
}

func answer(expression, template, tag string) string {
	compiled, err := regexp.Compile(expression)
	if err != nil {
		return "error"
	}
	match := compiled.FindStringSubmatchIndex(tag)
	if match == nil {
		return "none"
	}
	return fmt.Sprintf("%q", compiled.ExpandString(nil, template, tag, match))
}

// random puts pieces of both grammars together.
func random(count int) []string {
	source := rand.New(rand.NewSource(1))
	pick := func(from ...string) string { return from[source.Intn(len(from))] }
	var rows []string
	for len(rows) < count {
		var expression, template strings.Builder
		for i := 1 + source.Intn(4); i > 0; i-- {
			open := pick("(?P<ts>", "(?P<a>", "(", "(?:", "", "", "", "")
			expression.WriteString(open)
			expression.WriteString(pick("[0-9]+", "[a-f0-9]*", "main", "-", "\\.", ".", "v?", "\\d", "[^-]+", "x|1", "$", "^"))
			if open != "" {
				expression.WriteString(pick(")", ")", ")", ")?", ")*", "))"))
			} else {
				expression.WriteString(pick("", "", "", "*", "+?"))
			}
		}
		for i := 1 + source.Intn(4); i > 0; i-- {
			template.WriteString(pick("$ts", "${ts}", "$a", "${a}", "$1", "${2}", "$0", "$$", "$", "{", "}", "x", "-", "1", "_", "."))
		}
		rows = append(rows, row(expression.String(), template.String(), tags[source.Intn(len(tags))]))
	}
	return rows
}

func write(path string, rows []string) {
	file, err := os.Create(path)
	if err != nil {
		log.Fatal(err)
	}
	out := bufio.NewWriter(file)
	seen := map[string]bool{}
	for _, row := range rows {
		if !seen[row] {
			seen[row] = true
			fmt.Fprintln(out, row)
		}
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
	if err := file.Close(); err != nil {
		log.Fatal(err)
	}
}
