using Pengcheng.Contracts;

namespace Pengcheng.Sandbox.Faults;

/// <summary>A fault button as pressed: what fails, how, for which calls, and how often (0: until cleared).</summary>
public sealed record PressFault(
    string Target, string Kind, int? Milliseconds = null, string? Code = null, Money? Amount = null, string? Match = null, int Times = 1);

/// <summary>A fault that is in force.</summary>
public sealed record Fault(
    long Id, string Target, string Kind, int? Milliseconds, string? Code, Money? Amount, string? Match, int Times, int Used)
{
    /// <summary>Whether it meets this call. <see cref="Match"/> is looked for in the call's reference, remittance text or loan number.</summary>
    public bool Meets(string target, string subject)
        => Target == target && (Times == 0 || Used < Times) && (Match is null || subject.Contains(Match, StringComparison.Ordinal));
}

/// <summary>What a fault does.</summary>
public static class Kinds
{
    /// <summary>Goes through, later.</summary>
    public const string Delay = "delay";
    /// <summary>A proper no, with <c>code</c>.</summary>
    public const string Refuse = "refuse";
    /// <summary>The same advice or notice arrives twice.</summary>
    public const string AnswerTwice = "answer-twice";
    /// <summary>On payments: the advice overtakes the answer. On advices and notices: the next ones overtake this one.</summary>
    public const string OutOfOrder = "out-of-order";
    /// <summary>Executed, but no answer, and no advice until queried or cleared.</summary>
    public const string AcceptThenTimeOut = "accept-then-time-out";
    /// <summary>Not executed, and no answer.</summary>
    public const string Drop = "drop";
    /// <summary>503 at once; what is sent waits until cleared.</summary>
    public const string Down = "down";
    /// <summary>The statement is off by <c>amount</c>, one fen if not given.</summary>
    public const string StatementDiffers = "statement-differs";
    /// <summary>An incoming credit is taken back once its advice has been delivered.</summary>
    public const string ReverseCredit = "reverse-credit";

    /// <summary>Which faults each kind of target knows.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> ByTarget = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["payments"] = [Delay, Refuse, AnswerTwice, OutOfOrder, AcceptThenTimeOut, Drop, Down],
        ["query"] = [Delay, Refuse, Drop, Down],
        ["name-check"] = [Delay, Refuse, Drop, Down],
        ["statement"] = [Delay, Refuse, StatementDiffers, Drop, Down],
        ["quote"] = [Delay, Refuse, Drop, Down],
        ["advices"] = [Delay, AnswerTwice, OutOfOrder, ReverseCredit, Drop, Down],
        ["identity"] = [Delay, Refuse, Drop, Down],
        ["registry.push"] = [Delay, AnswerTwice, OutOfOrder, Drop, Down],
        ["enterprise-registry.push"] = [Delay, AnswerTwice, OutOfOrder, Drop, Down],
        ["officers-system.push"] = [Delay, AnswerTwice, OutOfOrder, Drop, Down],
    };

    /// <summary>The targets that are no bank's.</summary>
    public static readonly IReadOnlySet<string> OutsideBanks = new HashSet<string>(StringComparer.Ordinal)
    {
        "identity", "registry.push", "enterprise-registry.push", "officers-system.push",
    };
}
