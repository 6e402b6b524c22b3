#!/bin/sh
# Starts Parley inside the image: PID 1 is the JVM, so that a stop reaches it.
flags="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseG1GC -XX:+UseCompactObjectHeaders -Xms64m"
cache=""
if [ -e /opt/parley/parley.aot ]; then
  cache="-XX:AOTCache=/opt/parley/parley.aot -Xlog:aot=off -Xlog:cds=off"
fi
exec /opt/java/bin/java $flags $cache -XX:MaxRAMPercentage=50 ${JAVA_OPTS:-} -jar /opt/parley/parley.jar "$@"
