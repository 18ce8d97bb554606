using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Clearing;

/// <summary>What a bank may say about a payment, or not say.</summary>
public enum PaymentAnswer
{
    /// <summary>It has it and will carry it out.</summary>
    Accepted,

    /// <summary>Paid.</summary>
    Settled,

    /// <summary>Refused for good; nothing moved.</summary>
    Refused,

    /// <summary>Paid and come back.</summary>
    Returned,

    /// <summary>No answer, or none that can be read.</summary>
    Unknown,

    /// <summary>It does not know the reference.</summary>
    NotFound,
}

/// <summary>The signature under which an instruction was sent, as evidence (I10).</summary>
public sealed record InstructionEvidence(string KeyId, string Signature);

/// <summary>An answer to an instruction or a query, or an advice; any number of times, in any order.</summary>
/// <param name="Reference">The instruction's reference.</param>
/// <param name="Answer">What was said.</param>
/// <param name="Amount">Of a settled or returned payment; null if the answer names none.</param>
/// <param name="BankReference">The bank's own reference of the entry.</param>
/// <param name="Code">Of a refusal or return, e.g. <c>account-closed</c>.</param>
/// <param name="Reason">In the bank's words.</param>
public sealed record RecordPaymentAnswer(
    string Reference, PaymentAnswer Answer, Money? Amount = null, string? BankReference = null, string? Code = null, string? Reason = null)
{
    /// <summary>Only news is recorded. A settlement is believed under any reference of the line, once; then never undone but by a return.</summary>
    public static Decision Decide(Deal deal, RecordPaymentAnswer command, Facts facts, EscrowPolicy policy)
    {
        if (deal.Payments.Under(command.Reference) is not { } line) return EscrowErrors.PaymentNotKnown.With(("reference", command.Reference));
        var attempt = line.Under(command.Reference)!;
        var unfolding = new Unfolding(deal, facts, policy);

        // What concerns an attempt that is over, or one that was overtaken, can only be news if money moved.
        var isCurrent = attempt == line.Current && line.IsInFlight;
        // An amount that cannot be is no answer.
        var isAmount = command.Amount is not { } said || (said.IsPositive && said.Currency == attempt.Amount.Currency);
        switch (isAmount ? command.Answer : PaymentAnswer.Unknown)
        {
            case PaymentAnswer.Settled: Settle(unfolding, line, attempt, command); break;
            case PaymentAnswer.Returned: Return(unfolding, line, attempt, command); break;
            case PaymentAnswer.Refused when isCurrent: Refuse(unfolding, line, command); break;
            case PaymentAnswer.Accepted when isCurrent: unfolding.Add(new PaymentAccepted(line.No, command.Reference, facts.Today)); break;
            case PaymentAnswer.Unknown when isCurrent: unfolding.Add(new PaymentUnknown(line.No, command.Reference, facts.Today)); break;
            case PaymentAnswer.NotFound when isCurrent: NotFound(unfolding, line, command.Reference, attempt.SentOn, facts); break;
        }

        Redirect(unfolding, line);
        return unfolding.Decide();
    }

    // Counted from the sending, not from the instruction: the service may have been down for days in between.
    internal static Unfolding NotFound(Unfolding unfolding, PaymentLine line, string reference, DateOnly? sent, Facts facts) =>
        unfolding.Add(new PaymentNotFound(line.No, reference, sent is { } day && facts.Today >= facts.Calendar.Add(day, 1), facts.Today));

    // The seller named another account while this payment was on its way to the old one: if it failed, it goes to the new one.
    private static void Redirect(Unfolding unfolding, PaymentLine line)
    {
        if ((line.IsSellers || line.Plan is { Purpose: LinePurpose.Release, Subject: not null }) && unfolding.Deal.Payments.Line(line.No)!.IsPayable && unfolding.Deal.SellerOf(line.Plan.Subject!) is { } seller && seller.Account != line.Plan.Payee)
            unfolding.Add(new SellerAccountReplaced(seller.Subject, seller.Account));
    }

    private static void Settle(Unfolding unfolding, PaymentLine line, Attempt attempt, RecordPaymentAnswer answer)
    {
        if (attempt.BankReference is not null) return;
        var (moved, bankReference) = (answer.Amount ?? attempt.Amount, answer.BankReference ?? answer.Reference);
        if (line.State is LineState.Settled or LineState.Superseded)
        {
            unfolding.Add(new PaymentSettledTwice(line.No, answer.Reference, bankReference, moved));
            Raise(unfolding, $"twice:{answer.Reference}", "settled-twice", $"{answer.Reference}: {moved}");
            return;
        }

        // An earlier attempt at a payoff was for that day's quote: what it asked for is the plan then. Sellers who have theirs are a person's matter.
        var agrees = attempt.Amount == line.Plan.Amount
            || (RequotePayoff.Move(unfolding, line, attempt.Amount) && !RequotePayoff.SellersAreBegun(unfolding.Deal));
        var planned = unfolding.Deal.Payments.Line(line.No)!.Plan.Amount;
        unfolding.Add(new PaymentSettled(line.No, answer.Reference, bankReference, moved, line.IsInFlight, Beyond(moved, planned)));
        if (!agrees || moved != planned)
            Raise(unfolding, $"amount:{answer.Reference}", "settled-amount-differs", $"{answer.Reference}: {moved} instead of {line.Plan.Amount}");
        if (line.Plan.Purpose == LinePurpose.Payoff)
            unfolding.Add(new PayoffSettled(line.No, line.Plan.LoanNo!, moved, bankReference));
        if (line.Plan.Purpose == LinePurpose.QuarantineReturn)
            unfolding.Add(new QuarantineReturnSettled(line.Plan.Origin!, line.Plan.Amount));
    }

    private static void Return(Unfolding unfolding, PaymentLine line, Attempt attempt, RecordPaymentAnswer answer)
    {
        if (attempt.CameBack) return;
        // A return can overtake the settlement that it undoes: both are true then, in this order.
        Settle(unfolding, line, attempt, answer with { BankReference = null });
        line = unfolding.Deal.Payments.Line(line.No)!;
        var moved = line.Under(answer.Reference)!.Moved;
        var (back, bankReference) = (answer.Amount ?? moved, answer.BankReference ?? $"return:{answer.Reference}");
        // Told before as a credit and booked as one: it did not come twice. Or taken back since: then that was the last word.
        if (unfolding.Deal.Funds.Seen.Contains(bankReference))
        {
            if (!unfolding.Deal.Funds.Seen.Contains(Funding.ReverseCredit.Mark(bankReference)))
                Raise(unfolding, $"return:{answer.Reference}", "returned-as-credit", $"{answer.Reference}: {bankReference} was booked as a credit");
            return;
        }

        var code = back == moved ? answer.Code ?? "returned" : "returned";
        if (Back(unfolding, line, answer.Reference, bankReference, code, back)) Failed(unfolding, line, code);
        if (back != moved) Raise(unfolding, $"amount:{answer.Reference}:returned", "returned-amount-differs", $"{answer.Reference}: {back} instead of {moved}");
    }

    /// <summary>A payment's money is in the account again. Of two payments of a line one is left, and the line stays as it is.</summary>
    /// <returns>Whether the line is to be paid again.</returns>
    internal static bool Back(Unfolding unfolding, PaymentLine line, string reference, string bankReference, string code, Money back)
    {
        var isOneOfTwo = line.Claim is not null;
        unfolding.Add(isOneOfTwo
            ? new DoublePaymentReturned(line.No, reference, bankReference, back)
            : new PaymentReturned(line.No, reference, bankReference, code, back, Beyond(back, line.Plan.Amount)));
        return !isOneOfTwo;
    }

    private static Money? Beyond(Money moved, Money planned) => moved == planned ? null : moved - planned;

    private static void Refuse(Unfolding unfolding, PaymentLine line, RecordPaymentAnswer answer)
    {
        var code = answer.Code ?? "refused";
        unfolding.Add(new PaymentRefused(line.No, answer.Reference, code, answer.Reason ?? ""));
        Failed(unfolding, line, code);
    }

    private static void Failed(Unfolding unfolding, PaymentLine line, string code)
    {
        if (line.Plan.Purpose == LinePurpose.Payoff) unfolding.Add(new PayoffFailed(line.No, line.Plan.LoanNo!, code));
        if (line.IsSellers) unfolding.Add(new SellerPaymentFailed(line.No, line.Plan.Subject!, code));
    }

    private static void Raise(Unfolding unfolding, string id, string kind, string detail)
    {
        if (!unfolding.Deal.Holds.Raised.Contains(id)) unfolding.Add(new SecurityIncidentRaised(id, kind, detail));
    }
}
