package dev.parley.server;

import dev.parley.chat.Search;
import dev.parley.gateway.Described;
import dev.parley.gateway.Identity;
import dev.parley.gateway.SearchRequest;
import dev.parley.gateway.SearchView;
import dev.parley.gateway.Views;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Searching messages.
@RestController
final class SearchController {
  private final Search search;
  private final Views views;

  SearchController(Search search, Views views) {
    this.search = search;
    this.views = views;
  }

  @GetMapping("/api/v1/messages/search")
  @Described(
      value = "Finds messages by what they say, newest first",
      asks = {
        "q: string",
        "conversationId?: id",
        "senderId?: id",
        "from?: time",
        "to?: time",
        "limit?: integer 1..100",
        "cursor?: string"
      })
  SearchView search(
      @AuthenticationPrincipal Identity identity, @RequestParam Map<String, String> query) {
    var asked = SearchRequest.read(identity.userId(), query);
    return views.search(asked.limit(), search.page(asked));
  }
}
