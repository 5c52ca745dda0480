# SPDX-License-Identifier: Apache-2.0
#
# Takes packages of several Debian suites without installing them; for bash, sourced by setup.sh in the folder that everything goes to.
# The machine's own apt configuration stays as it is: each suite gets an isolated one below .apt, with the mirror that this machine uses.

readonly root=$PWD
readonly keyring=/usr/share/keyrings/debian-archive-keyring.gpg

say() { printf '[%4d s] %s\n' $SECONDS "$*"; }

# Ends the script with the status that tells "cannot be had here" from a defect.
unavailable() {
    printf '\n!!! REFERENCE NOT AVAILABLE: %s\n' "$*" >&2
    exit 3
}

need_debian() {
    local tool
    for tool in apt-get apt-cache dpkg dpkg-deb dpkg-query; do
        command -v $tool >/dev/null || unavailable "this machine is not like Debian: it has no $tool"
    done
    [[ $(dpkg --print-architecture) == amd64 ]] || unavailable "kernels and tools are for amd64, this machine is $(dpkg --print-architecture)"
    [[ -r $keyring ]] || unavailable "no $keyring to check packages with: install debian-archive-keyring"
    [[ -n $(mirror any) ]] || unavailable "apt has no Debian mirror on this machine"
}

# need_installed PACKAGE...: installs what is missing from the machine's own suites.
need_installed() {
    local missing=() as_root=() package
    for package; do
        dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' || missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    ((EUID == 0)) || as_root=(sudo -n)
    say "installing ${missing[*]}"
    "${as_root[@]}" apt-get -qq update >install.log 2>&1 || true # the lists that are there may do
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" >>install.log 2>&1 ||
        unavailable "cannot install ${missing[*]}: $(tail -n 1 install.log)"
}

# mirror SUITE: where this machine's apt gets the suite from, or else another suite of the same archive.
mirror() {
    local label=Debian
    [[ $1 != *-security ]] || label=Debian-Security
    apt-get indextargets --format '$(CODENAME) $(LABEL) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
        awk -v suite="$1" -v label="$label" '$1 == suite { own = $3 } $2 == label { other = $3 } END { print own ? own : other }'
}

# suite_apt SUITE get|cache ARGUMENT...: apt that sees exactly one suite and no installed package.
suite_apt() {
    local d=$root/.apt/$1 tool=apt-$2
    shift 2
    "$tool" -qq -oDir::Etc::sourcelist="$d/sources.list" -oDir::Etc::sourceparts=/dev/null -oDir::Etc::preferencesparts=/dev/null \
        -oDir::State::Lists="$d/lists" -oDir::State::status="$d/status" -oDir::Cache="$d/cache" \
        -oAPT::Sandbox::User="$(id -un)" -oAcquire::Retries=3 -oAcquire::Languages=none "$@"
}

# need_suite SUITE: fetches its list of packages, unless that was done in the last twelve hours.
need_suite() {
    local d=$root/.apt/$1
    [[ -z $(find "$d/fetched" -mmin -720 2>/dev/null) ]] || return 0
    mkdir -p "$d/lists/partial" "$d/cache/archives/partial"
    : >"$d/status"
    echo "deb [signed-by=$keyring] $(mirror "$1") $1 main" >"$d/sources.list"
    suite_apt "$1" get -oAPT::Update::Error-Mode=any update >"$d/log" 2>&1 ||
        unavailable "no list of packages of the Debian suite $1: $(tail -n 1 "$d/log")"
    touch "$d/fetched"
}

# versions SUITE PACKAGE...: lines of version and package.
versions() {
    suite_apt "$1" cache madison "${@:2}" 2>/dev/null | awk -F ' *[|] *' '{ gsub(/ /, "", $1); print $2, $1 }'
}

# upstream VERSION: 1:1.7.0-1 -> 1.7.0, 6.12.95-1~bpo12+1 -> 6.12.95
upstream() {
    local version=${1#*:}
    echo "${version%%[-+~]*}"
}

# newest_image SUITE VERSION: version and package of the suite's newest signed kernel whose upstream version is or starts with VERSION.
newest_image() {
    local names version package
    mapfile -t names < <(suite_apt "$1" cache pkgnames "linux-image-${2%%.*}." |
        awk '/^linux-image-[0-9.]+([-+][a-z0-9]+)*-amd64$/ && !/-(cloud|rt|unsigned)/')
    ((${#names[@]} == 0)) || versions "$1" "${names[@]}" | while read -r version package; do
        if [[ $(upstream "$version"). == "$2".* ]]; then echo "$version $package"; fi
    done | sort -V | tail -n 1
}

# unpack SUITE FOLDER PACKAGE...: the files of that suite's packages, below a new folder.
unpack() {
    local suite=$1 folder=$2 deb
    shift 2
    rm -rf "$folder" "$folder.debs"
    mkdir -p "$folder" "$folder.debs"
    (cd "$folder.debs" && suite_apt "$suite" get download "${@/%//$suite}") >"$folder.log" 2>&1 ||
        unavailable "cannot download $* of the Debian suite $suite: $(tail -n 1 "$folder.log")"
    for deb in "$folder.debs"/*.deb; do dpkg-deb -x "$deb" "$folder"; done
    rm -rf "$folder.debs" "$folder.log"
}

# tool NAME SUITE PACKAGE FILE [LIBRARY_PACKAGE...]: bin/NAME. With libraries, the C library among them, it runs with those only.
tool() {
    local name=$1 suite=$2 package=$3 file=$4 folder=tools/$1 version loader=usr/lib64/ld-linux-x86-64.so.2
    shift 4
    [[ ! -x bin/$name ]] || return 0
    need_suite "$suite"
    read -r version _ < <(versions "$suite" "$package") || unavailable "the Debian suite $suite has no $package"
    say "$name: $package $version of $suite"
    unpack "$suite" "$folder" "$package" "$@"
    echo "$package $version ($suite)" >"$folder/package"
    if (($# == 0)); then
        ln -sfn "../$folder/$file" "bin/$name"
    else
        # Before Debian 13, packages had /lib and /usr/lib apart.
        [[ -e $folder/$loader ]] || loader=lib/x86_64-linux-gnu/ld-linux-x86-64.so.2
        cat >"bin/$name" <<-EOF
			#!/bin/sh
			files=\$(dirname "\$(dirname "\$(readlink -f "\$0")")")/$folder
			exec "\$files/$loader" --library-path "\$files/usr/lib/x86_64-linux-gnu:\$files/lib/x86_64-linux-gnu" "\$files/$file" "\$@"
		EOF
        chmod +x "bin/$name"
    fi
}
