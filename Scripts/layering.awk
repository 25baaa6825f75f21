# The check behind Scripts/layering: first argument the table, second the list of files.

function fault(place, text) {
    printf "%s: %s\n", place, text
    faults++
}

# Whether a module is one of the names of a row, of which some may end in *.
function listed(module, names,    parts, count, i, stem) {
    count = split(names, parts, " ")
    for (i = 1; i <= count; i++) {
        if (parts[i] == module) return 1
        if (parts[i] ~ /\*$/) {
            stem = substr(parts[i], 1, length(parts[i]) - 1)
            if (index(module, stem) == 1) return 1
        }
    }
    return 0
}

# Whether a target reaches another over the rows of the table.
function reaches(from, to, seen,    parts, count, i) {
    if (from in seen) return 0
    seen[from] = 1
    count = split(own[from], parts, " ")
    for (i = 1; i <= count; i++) {
        if (parts[i] == to) return 1
        if (reaches(parts[i], to, seen)) return 1
    }
    return 0
}

function readRow(row,    fields, head, words, count, i) {
    sub(/#.*/, "", row)
    if (row !~ /[^ \t]/) return
    if (row ~ /^call /) {
        calls++
        sub(/^call +/, "", row)
        i = match(row, / +only /)
        if (!i) { fault(FILENAME ":" FNR, "a call row needs the word only"); return }
        pattern[calls] = substr(row, 1, i - 1)
        callers[calls] = substr(row, i + RLENGTH)
        return
    }
    split(row, fields, ":")
    count = split(fields[1], words, " ")
    if (words[1] == "target") {
        layer[words[2]] = words[3]
        own[words[2]] = fields[2]
        outside[words[2]] = fields[3]
        rowPlace[words[2]] = FILENAME ":" FNR
    } else if (words[1] == "tests") {
        testsOwn[words[2]] = fields[2]
    } else if (words[1] == "everywhere") {
        for (i = 2; i <= count; i++) everywhere = everywhere " " words[i]
    } else if (words[1] == "never") {
        for (i = 4; i <= count; i++) {
            facts++
            factFrom[facts] = words[2]
            factTo[facts] = words[i]
            factPlace[facts] = FILENAME ":" FNR
        }
    } else {
        fault(FILENAME ":" FNR, "a row of an unknown kind: " words[1])
    }
}

# The table must itself point down, and keep the facts.
function checkTable(    target, parts, count, i, seen) {
    for (target in layer) {
        count = split(own[target], parts, " ")
        for (i = 1; i <= count; i++) {
            if (!(parts[i] in layer))
                fault(rowPlace[target], target " may import " parts[i] ", which has no row")
            else if (layer[parts[i]] + 0 >= layer[target] + 0)
                fault(rowPlace[target], target " (layer " layer[target] ") may import " parts[i] " (layer " layer[parts[i]] "), which does not lie below it")
        }
    }
    for (i = 1; i <= facts; i++) {
        split("", seen)
        if (reaches(factFrom[i], factTo[i], seen))
            fault(factPlace[i], factFrom[i] " must never reach " factTo[i] ", but the rows allow it")
    }
}

# Drops strings, line comments and block comments; remembers across lines whether one is open.
function code(line,    result, two, three, c) {
    result = ""
    while (length(line)) {
        two = substr(line, 1, 2)
        three = substr(line, 1, 3)
        c = substr(line, 1, 1)
        if (inComment) {
            if (two == "*/") { inComment--; line = substr(line, 3) }
            else if (two == "/*") { inComment++; line = substr(line, 3) }
            else line = substr(line, 2)
        } else if (inText) {
            if (three == "\"\"\"") { inText = 0; line = substr(line, 4) }
            else if (c == "\\") line = substr(line, 3)
            else line = substr(line, 2)
        } else if (three == "\"\"\"") { inText = 1; line = substr(line, 4) }
        else if (c == "\"") {
            line = substr(line, 2)
            while (length(line) && substr(line, 1, 1) != "\"")
                line = substr(line, substr(line, 1, 1) == "\\" ? 3 : 2)
            line = substr(line, 2)
            result = result "\"\""
        } else if (two == "//") return result
        else if (two == "/*") { inComment = 1; line = substr(line, 3) }
        else { result = result c; line = substr(line, 2) }
    }
    return result
}

function checkImport(place, target, isTest, module) {
    if (module == target || listed(module, everywhere)) return
    if (isTest) {
        if (module == "Testing" || module == "TestSupport" || listed(module, testsOwn[target])) return
    } else if (module == "Testing" || module == "XCTest") {
        fault(place, target " imports " module ", which only tests may")
        return
    }
    if (listed(module, own[target]) || listed(module, outside[target])) return
    who = isTest ? target "Tests" : target
    if (!(module in layer)) {
        fault(place, who " imports " module ", which is not in its row")
    } else if (layer[module] + 0 > layer[target] + 0) {
        fault(place, who " (layer " layer[target] ") imports " module " (layer " layer[module] "): upward")
    } else if (layer[module] + 0 == layer[target] + 0) {
        fault(place, who " (layer " layer[target] ") imports " module " of the same layer: sideways")
    } else {
        fault(place, who " imports " module ", which is not in its row")
    }
}

function checkFile(path,    parts, target, isTest, number, line, text, statements, count, i, module) {
    split(path, parts, "/")
    target = parts[2]
    isTest = parts[1] == "Tests"
    if (isTest) sub(/Tests$/, "", target)
    if (!(target in layer) && !(isTest && target in testsOwn)) {
        if (!(parts[1] "/" parts[2] in unknown)) fault(path ":1", "the target " parts[2] " has no row in the table")
        unknown[parts[1] "/" parts[2]] = 1
        return
    }
    inComment = 0
    inText = 0
    number = 0
    while ((getline line < path) > 0) {
        number++
        # Most lines need no closer look.
        if (!inText && !inComment && line !~ /import|"""|\/\*|reveal|handOver|openMasked|reconstruct/) continue
        text = code(line)
        count = split(text, statements, ";")
        for (i = 1; i <= count; i++) {
            if (statements[i] !~ /^[ \t]*((@[A-Za-z_]+(\([^)]*\))?|public|package|internal|fileprivate|private)[ \t]+)*import[ \t]+[A-Za-z_]/) continue
            module = statements[i]
            sub(/^.*[ \t]*import[ \t]+/, "", module)
            sub(/^(struct|class|enum|protocol|typealias|func|var|let|actor)[ \t]+/, "", module)
            sub(/[^A-Za-z0-9_].*$/, "", module)
            checkImport(path ":" number, target, isTest, module)
        }
        if (isTest) continue
        for (i = 1; i <= calls; i++) {
            if (text ~ pattern[i] && text !~ /func +(reveal|handOver|openMasked|reconstruct)/ && !listed(target, callers[i]))
                fault(path ":" number, target " opens a value, which only these may: " callers[i])
        }
    }
    close(path)
}

# The dependencies that Package.swift declares: after `targets: [`, the first string of each call is a target's name, and
# further strings that name own targets are what it depends on.
function checkPackage(path,    line, number, isInside, target, isTest, isName, token, rest) {
    number = 0
    while ((getline line < path) > 0) {
        number++
        if (line ~ /^ *targets: *\[/) isInside = 1
        if (!isInside) continue
        rest = line
        sub(/^[ \t]*\/\/.*/, "", rest)
        while (match(rest, /"[^"]*"|(library|tests|[tT]arget|executableTarget|testTarget|systemLibrary|product)\(/)) {
            token = substr(rest, RSTART, RLENGTH)
            rest = substr(rest, RSTART + RLENGTH)
            if (token == "product(") { isProduct = 1; continue }
            if (token !~ /^"/) { isName = 1; continue }
            token = substr(token, 2, length(token) - 2)
            if (isProduct) { if (rest !~ /^,/) isProduct = 0; continue }
            if (isName) {
                isName = 0
                target = token
                isTest = target ~ /Tests$/
                if (isTest) sub(/Tests$/, "", target)
                if (!(target in layer) && !(isTest && target in testsOwn))
                    fault(path ":" number, "the target " token " has no row in the table")
            } else if (token in layer && target in layer) {
                checkImport(path ":" number, target, isTest, token)
            }
        }
    }
    close(path)
}

FNR == 1 { part++; if (part == 2) checkTable() }
part == 1 { readRow($0); next }
$1 == "folder" {
    split($2, pieces, "/")
    if (!(pieces[2] in layer) && !($2 in unknown)) fault($2, "the target " pieces[2] " has no row in the table")
    next
}
$1 == "Package.swift" { checkPackage($1); next }
{ checkFile($0) }
END { exit faults ? 1 : 0 }
