package dev.parley.server;

import dev.parley.chat.RateLimits;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What may be done how often.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitSettings.class)
class LimitConfiguration {
  @Bean
  RateLimits rateLimits(LimitSettings settings) {
    return new LocalRateLimits(settings::of, System::nanoTime);
  }

  @Bean
  RateGate rateGate(RateLimits limits, Clients clients, InstantSource clock) {
    return new RateGate(limits, clients, clock);
  }

  @Bean
  AccountLimit accountLimit(RateLimits limits) {
    return new AccountLimit(limits);
  }
}
