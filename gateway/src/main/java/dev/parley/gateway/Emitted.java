package dev.parley.gateway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Names the events that bear a record as their payload. `asyncapi.json` is made of it, and tests
/// hold it against what sockets really get.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Emitted {
  String[] value();
}
