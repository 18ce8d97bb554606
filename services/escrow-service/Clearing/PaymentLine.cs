using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Clearing;

/// <summary>How far a line is.</summary>
public enum LineState
{
    /// <summary>To be instructed, for the first time or under a new reference.</summary>
    Planned,

    /// <summary>Instructed; the bank's answer is awaited.</summary>
    Instructed,

    /// <summary>Instructed; no answer came. Only asked after, never sent again.</summary>
    Unknown,

    /// <summary>The bank does not know the reference, but it is too early to believe it.</summary>
    NotFound,

    /// <summary>Refused for good under its reference.</summary>
    Refused,

    /// <summary>Paid and come back.</summary>
    Returned,

    /// <summary>Paid.</summary>
    Settled,

    /// <summary>No longer due.</summary>
    Superseded,
}

/// <summary>One reference under which a line was instructed.</summary>
/// <param name="Group">Its attempt group, from 1.</param>
/// <param name="Reference"><c>{dealNo}-{line}-{group}</c>.</param>
/// <param name="On">The business date of the instruction.</param>
/// <param name="Amount">What it asks for; a payoff's plan may be another by the next attempt.</param>
/// <param name="Over">Whether the bank said that nothing moved, or sent it back.</param>
public sealed record Attempt(int Group, string Reference, DateOnly On, Money Amount, bool Over = false)
{
    /// <summary>The last day on which it was sent, or may have been; null as long as nothing was heard of it at all.</summary>
    public DateOnly? SentOn { get; init; }

    /// <summary>The bank's reference once settled.</summary>
    public string? BankReference { get; init; }

    /// <summary>What left the account under it once settled: what it asks for, unless the bank was wrong.</summary>
    public Money Moved { get; init; } = Amount;

    /// <summary>Whether the bank paid it although the line was paid or dropped: its money is a claim on the bank.</summary>
    public bool IsClaim { get; init; }

    /// <summary>What came back and by which entry of the bank, while it is back.</summary>
    public ReturnedMoney? Return { get; init; }

    /// <summary>Whether it was paid and the money is back.</summary>
    public bool CameBack => Over && BankReference is not null;

    /// <summary>Paid now, whatever the bank said before.</summary>
    public Attempt Settled(string bankReference, Money moved, bool isClaim = false) =>
        this with { BankReference = bankReference, Moved = moved, IsClaim = isClaim, Over = false };
}

/// <summary>A payment that came back.</summary>
public sealed record ReturnedMoney(string BankReference, Money Amount);

/// <summary>A payment of the deal, from plan to settlement.</summary>
public sealed record PaymentLine(PlannedLine Plan)
{
    /// <summary>How far it is.</summary>
    public LineState State { get; init; } = LineState.Planned;

    /// <summary>Every reference it was instructed under.</summary>
    public ImmutableList<Attempt> Attempts { get; init; } = [];

    /// <summary>Why it was refused or came back.</summary>
    public string? Code { get; init; }

    /// <summary>Why it waits, if it does.</summary>
    public string? Held { get; init; }

    /// <summary>How often the bank was asked about the present reference.</summary>
    public int Queries { get; init; }

    /// <summary>Whether a person was told that the bank is late.</summary>
    public bool Overdue { get; init; }

    /// <summary>Its number.</summary>
    public int No => Plan.Line;

    /// <summary>The present reference.</summary>
    public Attempt? Current => Attempts.IsEmpty ? null : Attempts[^1];

    /// <summary>The reference that paid it, while the money is away; not one that is a claim.</summary>
    public Attempt? PaidBy => Attempts.FindLast(a => a is { BankReference: not null, Over: false, IsClaim: false });

    /// <summary>A reference that the bank paid besides, while the money is away.</summary>
    public Attempt? Claim => Attempts.Find(a => a is { IsClaim: true, Over: false });

    /// <summary>Neither paid nor dropped.</summary>
    public bool IsOpen => State is not (LineState.Settled or LineState.Superseded);

    /// <summary>Whether money may be on its way: then nothing may be sent under another reference.</summary>
    public bool IsInFlight => State is LineState.Instructed or LineState.Unknown or LineState.NotFound;

    /// <summary>Whether it may be instructed.</summary>
    public bool IsPayable => State is LineState.Planned or LineState.Refused or LineState.Returned;

    /// <summary>Whether it goes to a seller.</summary>
    public bool IsSellers => Plan.Purpose is LinePurpose.SellerRemainder or LinePurpose.OverpaymentCredit;

    /// <summary>Whether the payee's account is the trouble, so that trying again is useless.</summary>
    public bool NeedsAccount => State is LineState.Refused or LineState.Returned && Code is "account-closed" or "name-mismatch" or "returned";

    /// <summary>Whether nothing goes on without a person: another account, or a decision to try again.</summary>
    public bool NeedsPerson => IsOpen && (NeedsAccount || Held is "account-closed" or "name-mismatch" or "too-many-attempts");

    /// <summary>The attempt under a reference.</summary>
    public Attempt? Under(string reference) => Attempts.Find(a => a.Reference == reference);

    /// <summary>With the day on which a reference was first heard of, unless its sending is known.</summary>
    public PaymentLine Heard(string reference, DateOnly on) => With(reference, a => a with { SentOn = a.SentOn ?? on });

    /// <summary>After what paid it came back. The present reference may still pay, if an earlier one had paid: then that is asked first.</summary>
    public PaymentLine Back(string reference, ReturnedMoney money, string code) =>
        With(reference, a => a with { Over = true, Return = money }) is var line && line.Current is { Over: false, BankReference: null }
            ? line with { State = LineState.Unknown, Code = code, Queries = 0, Overdue = false }
            : line with { State = LineState.Returned, Code = code };

    /// <summary>After the bank took back what had come back: it is paid by that reference again, or besides.</summary>
    public PaymentLine Again(string reference, bool isClaim) =>
        With(reference, a => a with { Over = false, Return = null, IsClaim = isClaim }) is var line && isClaim
            ? line
            : line with { State = LineState.Settled, Code = null, Held = null };

    /// <summary>After one of two payments came back: the other is the one that paid.</summary>
    public PaymentLine OneBack(string reference, ReturnedMoney money)
    {
        var line = With(reference, a => a with { Over = true, Return = money, IsClaim = false });
        return State == LineState.Settled && line.PaidBy is null ? line.With(line.Claim!.Reference, a => a with { IsClaim = false }) : line;
    }

    /// <summary>With an attempt changed.</summary>
    public PaymentLine With(string reference, Func<Attempt, Attempt> change) =>
        this with { Attempts = [.. Attempts.Select(a => a.Reference == reference ? change(a) : a)] };
}
