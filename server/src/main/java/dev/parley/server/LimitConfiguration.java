package dev.parley.server;

import dev.parley.chat.RateLimits;
import dev.parley.redis.Redis;
import dev.parley.redis.RedisRateLimits;
import dev.parley.redis.RedisRateLimits.Budget;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;

/// What may be done how often.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitSettings.class)
class LimitConfiguration {
  @Bean
  RateLimits rateLimits(LimitSettings settings, ObjectProvider<Redis> redis) {
    var local = new LocalRateLimits(settings::of, System::nanoTime);
    var shared = redis.getIfAvailable();
    return shared == null
        ? local
        : new RedisRateLimits(
            shared, act -> new Budget(settings.of(act).count(), settings.of(act).period()), local);
  }

  @Bean
  RateGate rateGate(
      RateLimits limits, Clients clients, InstantSource clock, Scheduler virtualThreads) {
    return new RateGate(limits, clients, clock, virtualThreads);
  }

  @Bean
  AccountLimit accountLimit(RateLimits limits) {
    return new AccountLimit(limits);
  }
}
