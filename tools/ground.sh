# Sourced by ./run and ./test: finds JDK 25 and Node, or says in one line what is missing.

die() {
  echo "parley: $*" >&2
  exit 1
}

# The feature version of the JDK in a folder, such as 25; nothing if there is none.
jdk_feature() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] &&
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() {
  local home on_path
  on_path=$(command -v java || true)
  for home in \
    "${JAVA_HOME:-}" \
    ${on_path:+"$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")"} \
    /usr/lib/jvm/* /usr/local/lib/jvm/* /opt/jdk* /opt/java/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$home" ] || continue
    if [ "$(jdk_feature "$home")" -ge 25 ] 2>/dev/null; then
      JAVA_HOME=$home
      export JAVA_HOME
      return
    fi
  done
  die "JDK 25 is missing. Install one (for example Temurin 25) or point JAVA_HOME at it."
}

find_node() {
  command -v node >/dev/null && command -v npm >/dev/null ||
    die "Node is missing. Install Node 20.19 or later, with npm."
  node -e 'const [a, b] = process.versions.node.split(".").map(Number);
           process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    die "Node $(node --version) is too old. Install Node 20.19 or later."
}

# True if a file below the given places is newer than the first argument, or that is missing. Of a
# file that was removed the folder of sources it was in tells.
is_stale() {
  local target=$1
  shift
  [ ! -e "$target" ] || [ -n "$(find "$@" \( -type f -o -type d -path '*/src*' \) -newer "$target" \
    -not -path '*/target/*' -not -path '*/node_modules/*' -not -path '*/dist/*' \
    -not -path '*/e2e/*' -not -path '*/test-results/*' \
    -print -quit 2>/dev/null)" ]
}

# From when the sources are that the server was built of last: the jar itself bears the build's time,
# for builds that repeat.
built=server/target/built

begin_build() {
  mkdir -p server/target
  touch server/target/begun
}

# The jar is whole; what was unpacked of another one is not it.
end_build() {
  rm -rf server/target/app
  mv server/target/begun "$built"
}

# npm's install, once for each lock file.
install_packages() {
  if is_stale node_modules/.package-lock.json package-lock.json; then
    npm ci --no-audit --no-fund --loglevel=error
    touch node_modules/.package-lock.json
  fi
}
