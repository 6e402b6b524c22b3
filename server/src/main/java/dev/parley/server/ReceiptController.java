package dev.parley.server;

import dev.parley.chat.Receipts;
import dev.parley.gateway.Described;
import dev.parley.gateway.Fields;
import dev.parley.gateway.Identity;
import dev.parley.gateway.ReceiptViews;
import dev.parley.gateway.Success;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Who has what, and who has read it.
@RestController
final class ReceiptController {
  private final Receipts receipts;

  ReceiptController(Receipts receipts) {
    this.receipts = receipts;
  }

  @GetMapping("/api/v1/messages/{id}/receipts")
  @Described(value = "Who has a message, and who has read it", answers = ReceiptViews.Receipt.class)
  Success receipts(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    var receipt = receipts.of(identity.userId(), Fields.requireId("id", id));
    return Success.of(ReceiptViews.of(receipt));
  }

  @GetMapping("/api/v1/conversations/{id}/marks")
  @Described(
      value = "Up to where each participant has and has read a conversation",
      answers = ReceiptViews.Mark[].class)
  Success marks(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    var marks = receipts.marks(identity.userId(), Fields.requireId("id", id));
    return Success.of(ReceiptViews.of(marks));
  }
}
