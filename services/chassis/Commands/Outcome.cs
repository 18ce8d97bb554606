using Pengcheng.Chassis.Errors;

namespace Pengcheng.Chassis.Commands;

/// <summary>What became of a command.</summary>
/// <param name="State">The state after it, or as it was when refused; null if there is no such stream.</param>
/// <param name="Events">What was appended by this very call; empty for a repetition.</param>
/// <param name="Version">The stream's version after it.</param>
/// <param name="Refusal">The reason when refused.</param>
/// <param name="Replay">The answer kept from the first time, when this was a repeated request.</param>
public sealed record Outcome<TState>(TState? State, IReadOnlyList<object> Events, long Version, Refusal? Refusal, StoredAnswer? Replay = null)
    where TState : class;

/// <summary>An HTTP answer as it is kept under its Idempotency-Key.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON, or empty.</param>
/// <param name="Location">The Location header, if any.</param>
public sealed record StoredAnswer(int Status, string Body, string? Location);
