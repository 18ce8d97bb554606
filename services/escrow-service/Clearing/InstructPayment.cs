using Pengcheng.Escrow.Banks;
using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Clearing;

/// <summary>What was learnt outside before a payment.</summary>
/// <param name="AccountInOrder">Whether the escrow account's statement agrees with the ledger.</param>
/// <param name="Payee">For a seller's line: the bank's name check, made just now.</param>
/// <param name="Quote">For a payoff that was planned for another day: the lender's quote for today.</param>
public sealed record PaymentFacts(bool AccountInOrder, NameCheck? Payee = null, Parties.PayoffQuote? Quote = null);

/// <summary>A bank's answer to "is this account open and held in this name?"</summary>
/// <param name="Matches">The name is the owner's.</param>
/// <param name="IsOpen">The account can receive.</param>
public sealed record NameCheck(bool Matches, bool IsOpen)
{
    /// <summary>The refusal code a payment would get, or null.</summary>
    public string? Code => !IsOpen ? "account-closed" : !Matches ? "name-mismatch" : null;
}

/// <summary>Due: send a payment that was instructed; then <see cref="RecordPaymentAnswer"/>. Sending the same reference again is safe: the bank answers with the same payment.</summary>
public sealed record SendPayment(int Line, string Reference);

/// <summary>Due: ask the bank by the original reference; then <see cref="RecordPaymentAnswer"/>.</summary>
public sealed record QueryPayment(int Line, string Reference);

/// <summary>Due: instruct a planned line, for the first time or under the next reference.</summary>
/// <param name="Line">The line.</param>
public sealed record InstructPayment(int Line)
{
    /// <summary>Never while an earlier reference may still pay (I5); never where <see cref="PaymentGate"/> says no.</summary>
    public static Decision Decide(Deal deal, InstructPayment command, PaymentFacts outside, Facts facts, EscrowPolicy policy) =>
        deal.Payments.Line(command.Line) is { IsPayable: true } line && !line.NeedsAccount
            ? Attempt(new Unfolding(deal, facts, policy), line, outside, facts, policy).Decide()
            : Decision.Nothing;

    internal static Unfolding Attempt(Unfolding unfolding, PaymentLine line, PaymentFacts outside, Facts facts, EscrowPolicy policy)
    {
        var group = line.Attempts.Count + 1;
        if (PaymentGate.Blocks(unfolding.Deal, line, outside.AccountInOrder, facts.Today) is { } reason) return Hold(unfolding, line, reason, facts, policy);
        if (group > policy.MostPaymentAttempts && line.Code is not null) return Hold(unfolding, line, "too-many-attempts", facts, policy);
        if (RequotePayoff.IsDue(unfolding.Deal, line, facts.Today) && RequotePayoff.Apply(unfolding, line, outside.Quote, facts, policy) is { } wait)
            return Hold(unfolding, line, wait, facts, policy);
        return unfolding.Add(InstructionText.Instruct(unfolding.Deal, unfolding.Deal.Payments.Line(line.No)!.Plan, group, facts, policy));
    }

    // What is outside is asked for again by the clock: the account's own state, a quote. Every other reason ends with an event of the deal.
    private static Unfolding Hold(Unfolding unfolding, PaymentLine line, string reason, Facts facts, EscrowPolicy policy) =>
        reason == PaymentGate.Reconciliation ? unfolding.Add(new PaymentHeld(line.No, reason, facts.Now + policy.RetryHeldAfter))
        : reason == RequotePayoff.Stale ? unfolding.Add(new PaymentHeld(line.No, reason, facts.Now + policy.RetryStaleQuoteAfter))
        : line.Held == reason ? unfolding
        : unfolding.Add(new PaymentHeld(line.No, reason, null));
}
