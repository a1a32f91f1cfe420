// Writes what Masterminds/semver says about versions and ranges, as tables for the engine's tests:
//
//	go run . ../../src/test/resources/io/jenkins/plugins/continuousdeployment/engine/semver
//
// versions.tsv: text, then error, or the version as it is read and its rank among all that can be read.
// ranges.tsv: range, then error, or the versions that satisfy it.
// Texts stand in double quotes with Go's escapes. The random part has a fixed seed.
package main

import (
	"bufio"
	"fmt"
	"log"
	"math/rand"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/Masterminds/semver/v3"
)

var versions = []string{
	"0.0.0", "0.0.1", "0.0.2", "0.1.0", "0.1.2", "0.2.3", "0.2.9", "1.0.0-0", "1.0.0-alpha", "1.0.0-alpha.1",
	"1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.1.0", "1.2.0-rc.1",
	"v1.2.0", "1.2.3-beta", "v1.2.3", "1.2.4", "1.3.0-alpha", "1.3.0", "1.4", "v1.4.2", "1.10.0", "v2", "2.0.1",
	"2.1.0-beta", "2.1.0", "2.1.0+build.7", "3.0.0", "11.1.0", "11.2.0", "12.0.0", "18446744073709551615.0.0",
}

var texts = []string{
	"", "v", "V1.2.3", "vv1", "1.", "1..2", "1.2.3.4", "1.2.3-", "1.2.3+", "1.2.3-a..b", "1.2.3-01", "1.2.3-0a",
	"1.2.3-00", "1.2.3-0", "1.2.3+01", "01.02.03", "1.2-beta", "1-beta", "1+x", "1.2.3-a_b", "1.2.3 ", " 1.2.3",
	"1.2.3\n", "1.2.3-rc.1+b.2", "-1", "1.-2", "18446744073709551616", "99999999999999999999.1", "0x10", "1e3",
	"release-1.2", "20240131", "2024.01.31", "1.2.3--", "1.2.3---x.--", "1.2.3+-", "١.٢.٣", "1.2.3-ä",
	"1.2.3-18446744073709551616", "1.2.3-99", "1.2.3-103", "1.2.3-a", "1.2.3-A", "1.2.3-a.1", "1.2.3-1a",
	"1." + strings.Repeat("0", 254), "1." + strings.Repeat("0", 255), "1.2.3-" + strings.Repeat("a", 251),
}

var ranges = []string{
	"", " ", "*", "x", "X", "v1", "~1.4", "^1.2", ">=1.2 <2", "1.2.x", "1.2 - 2", "1.2.3 - 2.1.0", "<1 || >=2",
	"1 || 2 || 3", "||", "1 ||", "|| 1", "1 | 2", "1|2", ">=1,<2", ">=1 , <2", ">=1, <2,", ",>=1", ">=1,,<2", ">=1<2",
	"> = 1", "==1", "=>1", "=<1", "=1.2", "= 1.2.3", "!=1.2", "!= 1.2.3", "!=*", ">*", "<*", ">=*", "<=*", "~*", "^*",
	"~>1.2", "~> 1", "~ 1.2.3", "~ > 1", "=~1", "^ 0.2", "^0", "^0.0", "^0.0.0", "^0.0.1", "^0.x", "~0", "~0.0", "~0.0.0",
	"1.x.3", "x.1", "x.x.x", "*.2.3", "1.*", "1.*.*", "1.2.*", "1.2.3.4", "1.2.3.*", "01.2", "1.02.x", "1xx", "xx", "1x",
	">1.x", ">11", ">11.1", ">11.1.x", "<11.x", "<=11.x", "<=11.1", "<=11.1.x", ">=11.x", "!=1.2.x", "!=1.x", "!=11",
	"1.0.0-0", ">=1.0.0-0", "^1.0.0-alpha", "~1.0.0-alpha", "1.0.0-alpha", "=1.0.0-beta.11", ">1.0.0-rc.1", "1-alpha",
	"1.2-beta", "*-0", "x-alpha", ">=*-0", "~1.2-0", "^1-0", "1.x-0", "!=1.2.x-beta", "!=1.2-rc.1", ">1.2-0", "<=1.2-0",
	">=1.0.0-0 <1.2.0", ">=1.0.0 <1.2.0-0", ">=1 || 1.0.0-alpha", ">=1.0.0-0 || >=2", "<2.1.0-0", "<=2.1.0-beta",
	"2.1.0+other", "2.1.0+build.7", ">2.1.0+b", "1.2+x", "1 - 2", "1-2", "1 -2", "1- 2", "1  -  2", "1 - 2 - 3",
	"3 1 - 2", "3, 1 - 2", "0, 1 - 2", ">=0, 1 - 2", "1 - 2 >=1.1", "1 - 2, >=1.1", ">=1 - 2", "1 - >=2", "1 - 2 || 3 - 12",
	"1 - 2 1 - 2", "1 - 2, 1.1 - 1.4", "1.0.0-alpha - 1.2.3", "1.0.0 - 1.2.3-beta", "1.x - 2.x", "* - 2", "v1 - v2",
	"foo", "main", "release-1", "deadbee", "1234567", "1.2.3-", "1.2.3-01", "1.2.3-a..b", "-1", ">", ">=", "~", "^", ">= v1",
	"18446744073709551615", "18446744073709551616", "\t1.2\n", "1.2\v", "1 \u00a02", "1.2;1.3", ">=1.2 and <2", "1,2",
	strings.Repeat("1||", 31) + "1", strings.Repeat("1||", 32) + "1", strings.Repeat(" ", 511) + "1",
	strings.Repeat(" ", 512) + "1",
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("give the folder to write to")
	}
	write(filepath.Join(os.Args[1], "versions.tsv"), versionRows())
	write(filepath.Join(os.Args[1], "ranges.tsv"), rangeRows(append(ranges, random(600)...)))
}

func versionRows() []string {
	all := append(append([]string{}, versions...), texts...)
	read := map[string]*semver.Version{}
	var order []*semver.Version
	for _, text := range all {
		if v, err := semver.NewVersion(text); err == nil {
			read[text] = v
			order = append(order, v)
		}
	}
	sort.Sort(semver.Collection(order))
	rank := map[*semver.Version]int{}
	for i, v := range order {
		rank[v] = i
		if i > 0 && order[i-1].Equal(v) {
			rank[v] = rank[order[i-1]]
		}
	}
	var rows []string
	for _, text := range all {
		if v := read[text]; v == nil {
			rows = append(rows, fmt.Sprintf("%q\terror", text))
		} else {
			rows = append(rows, fmt.Sprintf("%q\t%s\t%d", text, v, rank[v]))
		}
	}
	return rows
}

func rangeRows(all []string) []string {
	var rows []string
	seen := map[string]bool{}
	for _, text := range all {
		if seen[text] {
			continue
		}
		seen[text] = true
		c, err := semver.NewConstraint(text)
		if err != nil {
			rows = append(rows, fmt.Sprintf("%q\terror", text))
			continue
		}
		var matches []string
		for _, v := range versions {
			if c.Check(semver.MustParse(v)) {
				matches = append(matches, v)
			}
		}
		rows = append(rows, fmt.Sprintf("%q\t%s", text, strings.Join(matches, " ")))
	}
	return rows
}

// random puts pieces of the grammar together, most of them as it allows.
func random(count int) []string {
	source := rand.New(rand.NewSource(1))
	pick := func(from ...string) string { return from[source.Intn(len(from))] }
	version := func() string {
		v := pick("", "", "", "v") + pick("0", "1", "2", "11", "12", "x")
		for i := source.Intn(3); i > 0; i-- {
			v += "." + pick("0", "1", "2", "3", "x", "*")
		}
		return v + pick("", "", "", "", "", "-0", "-alpha", "-beta.2", "+build", "-rc.1+b")
	}
	condition := func() string {
		if source.Intn(8) == 0 {
			return version() + pick(" - ", " - ", " -", "  -  ") + version()
		}
		return pick("", "=", "!=", ">", "<", ">=", "=>", "<=", "=<", "~", "~>", "^") + pick("", "", " ") + version()
	}
	var all []string
	for len(all) < count {
		text := condition()
		for i := source.Intn(3); i > 0; i-- {
			text += pick(" ", ", ", ",", " , ", " || ", "|| ", "  ") + condition()
		}
		all = append(all, text)
	}
	return all
}

func write(path string, rows []string) {
	file, err := os.Create(path)
	if err != nil {
		log.Fatal(err)
	}
	out := bufio.NewWriter(file)
	for _, row := range rows {
		fmt.Fprintln(out, row)
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
	if err := file.Close(); err != nil {
		log.Fatal(err)
	}
}
