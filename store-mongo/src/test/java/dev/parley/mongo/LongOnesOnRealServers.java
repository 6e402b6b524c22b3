package dev.parley.mongo;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Leaves out the long form of a contract where the server is the one in this process: it looks
/// through whole collections, and minutes become half an hour. The short form runs everywhere.
final class LongOnesOnRealServers implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return context.getTags().contains("long") && !StandIn.isReal()
        ? disabled("too slow without a real MongoDB")
        : enabled("short, or a real MongoDB");
  }
}
