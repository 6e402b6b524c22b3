package dev.parley.server;

import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.gateway.Authenticator;
import dev.parley.gateway.Credentials;
import dev.parley.gateway.Problem;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter.Mode;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Third: who may come in.
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {
  @Bean
  Clients clients(Proxies proxies) {
    return new Clients(proxies);
  }

  @Bean
  Proxies proxies(ParleySettings settings) {
    return new Proxies(settings.trustedProxies());
  }

  @Bean
  Origins origins(ParleySettings settings) {
    return new Origins(settings.allowedOrigins());
  }

  /// Runs what may block before a controller is found.
  @Bean
  Scheduler virtualThreads(@Qualifier("applicationTaskExecutor") AsyncTaskExecutor executor) {
    return Schedulers.fromExecutor(executor);
  }

  @Bean
  RequestIdentity requestIdentity(Authenticator authenticator, Scheduler virtualThreads) {
    return new RequestIdentity(authenticator, virtualThreads);
  }

  /// Refuses addresses that are written to deceive. Headers were checked by the codec; matching
  /// each of them again is a fifteenth of a request.
  @Bean
  StrictServerWebExchangeFirewall firewall() {
    var firewall = new StrictServerWebExchangeFirewall();
    firewall.setAllowedHeaderNames(name -> true);
    firewall.setAllowedHeaderValues(value -> true);
    return firewall;
  }

  @Bean
  SecurityWebFilterChain security(
      ServerHttpSecurity http,
      FileOrigin files,
      RequestIdentity identity,
      Origins origins,
      Clients clients,
      RateGate rates) {
    return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .cors(cors -> cors.configurationSource(cors(origins)))
        .headers(headers -> headers(headers, files))
        .addFilterAt(identity::filter, SecurityWebFiltersOrder.AUTHENTICATION)
        .authorizeExchange(routes -> routes(routes, clients))
        .addFilterAfter(new OriginGate(origins, clients), SecurityWebFiltersOrder.AUTHORIZATION)
        .addFilterAt(rates::filter, SecurityWebFiltersOrder.LAST)
        .exceptionHandling(refusals ->
            refusals
                .authenticationEntryPoint(identity)
                .accessDeniedHandler((exchange, thrown) ->
                    ErrorAnswers.answer(
                        exchange, Problem.of(new Refused(Refusal.FORBIDDEN, "Not allowed")))))
        .build();
  }

  private static void routes(ServerHttpSecurity.AuthorizeExchangeSpec routes, Clients clients) {
    routes
        .pathMatchers(HttpMethod.OPTIONS)
        .permitAll()
        .pathMatchers(
            "/api/v1/auth/signup",
            "/api/v1/auth/signin",
            "/api/v1/auth/refresh",
            "/api/v1/auth/signout",
            "/api/v1/auth/options",
            "/api/v1/auth/google",
            "/api/v1/auth/providers/**",
            "/api/v1/auth/link",
            "/api/v1/auth/email/verify",
            "/api/v1/auth/password/**")
        .permitAll()
        // Whoever holds such an address may use it.
        .pathMatchers(HttpMethod.PUT, "/api/v1/upload/*")
        .permitAll()
        .pathMatchers(
            "/api/v1/auth/**",
            "/api/v1/users/**",
            "/api/v1/friends/**",
            "/api/v1/conversations/**",
            "/api/v1/messages/**",
            "/api/v1/push/**",
            "/api/v1/sync/**",
            "/api/v1/uploads/**",
            "/api/v1/upload/**")
        .authenticated()
        .pathMatchers("/api/v1/ws/**")
        .hasRole("ADMIN")
        .pathMatchers("/actuator/prometheus")
        .access((identity, context) -> mayMeasure(identity, context, clients))
        .anyExchange()
        .permitAll();
  }

  /// Admins, and what runs on this machine and asks itself.
  private static Mono<AuthorizationResult> mayMeasure(
      Mono<Authentication> identity, AuthorizationContext context, Clients clients) {
    var client = clients.of(context.getExchange());
    var here = client.direct() && client.isLoopback();
    return identity
        .map(known ->
            known.getAuthorities().stream()
                .anyMatch(role -> "ROLE_ADMIN".equals(role.getAuthority())))
        .defaultIfEmpty(false)
        .map(admin -> new AuthorizationDecision(admin || here));
  }

  /// Nothing from elsewhere, nothing inline. Browsers count same-origin WebSockets as 'self'; the
  /// few old ones that do not stay with polling.
  ///
  /// @param files where else files are, with a blank before it
  private static String contentPolicy(String files) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
        + (" img-src 'self' data: blob:" + files + "; media-src 'self' blob:" + files + ";")
        + (" connect-src 'self'" + files + "; manifest-src 'self'; base-uri 'none';")
        + " form-action 'self'; frame-ancestors 'none'";
  }

  private static void headers(ServerHttpSecurity.HeaderSpec headers, FileOrigin files) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(contentPolicy(files.source())))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
        .permissionsPolicy(
            policy -> policy.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
        .frameOptions(frames -> frames.mode(Mode.DENY));
  }

  /// Allow-listed origins may read answers and use cookies; to others nothing is said, and their
  /// browsers keep the answers from them.
  private static CorsConfigurationSource cors(Origins origins) {
    return exchange -> {
      var origin = exchange.getRequest().getHeaders().getFirst(HttpHeaders.ORIGIN);
      if (origin == null || !origins.isListed(origin)) {
        return null;
      }
      var allowed = new CorsConfiguration();
      allowed.setAllowedOrigins(List.of(origin));
      allowed.setAllowedMethods(List.of("GET", "POST", "PUT", "DELETE"));
      allowed.setAllowedHeaders(List.of("Authorization", "Content-Type", Credentials.USER_HEADER));
      allowed.setExposedHeaders(
          List.of(RateGate.LIMIT, RateGate.REMAINING, RateGate.RESET, HttpHeaders.RETRY_AFTER));
      allowed.setAllowCredentials(true);
      allowed.setMaxAge(3600L);
      return allowed;
    };
  }
}
