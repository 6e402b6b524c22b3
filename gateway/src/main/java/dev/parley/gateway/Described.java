package dev.parley.gateway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says of a route, or of an event that clients send, what it takes and answers. The documents
/// `openapi.json` and `asyncapi.json` are made of it, and tests hold it against real answers.
///
/// Fields are written one a line, `name: type`, or `name?: type` for one that may be left out (or
/// be null, which counts as absent). Types: `id`, `ids`, `string`, `string 1..100`, `integer`,
/// `integer 1..100`, `boolean`, `time`, `revisions` (an object of ids to integers), words such as
/// `direct|group`, and `{one,other}` for an object of strings.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Described {
  /// What it does, in one line.
  String value();

  /// The event's name; routes have their mapping.
  String event() default "";

  /// The fields of the body or payload.
  String[] takes() default {};

  /// The parameters of the query.
  String[] asks() default {};

  /// What comes as `data`: a record, an array of records, or one of several; nothing but a message
  /// when left out. Of a route that answers without the envelope, the type it returns counts.
  Class<?>[] answers() default {};

  /// Every status of success; else the one the route is annotated with, or 200.
  int[] status() default {};

  /// What kind of body the request has, where it is no JSON.
  String consumes() default "";

  /// What kind of body the answer has, where it is no JSON.
  String produces() default "";
}
