package dev.parley.server;

import dev.parley.chat.Strangers;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The settings about what people may do to each other, described in `application.yml`.
///
/// @param strangers for those who have chosen nothing
@ConfigurationProperties("parley")
record PeopleSettings(Strangers strangers) {}
