using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Accounts;

/// <summary>Money came in that names no deal. It is kept apart until the trustee says whose it is.</summary>
[EventName("escrow.unmatched-credit-received.v1")]
public sealed record UnmatchedCreditReceived(string BankReference, Money Amount, BankAccount Payer, string RemittanceInfo);

/// <summary>The trustee found the deal that the money is for.</summary>
[EventName("escrow.unmatched-credit-assigned.v1")]
public sealed record UnmatchedCreditAssigned(string BankReference, Guid DealId, UnmatchedCreditReceived Credit, string By);

/// <summary>The bank took an unmatched credit back.</summary>
[EventName("escrow.unmatched-credit-reversed.v1")]
public sealed record UnmatchedCreditReversed(string BankReference, Money Amount, string Reason);

/// <summary>Due on the deal: take a credit that was assigned to it.</summary>
public sealed record TakeAssignedCredit(Guid DealId, UnmatchedCreditReceived Credit);

/// <summary>The account bank booked a credit that names no deal.</summary>
public sealed record ReceiveUnmatchedCredit(string BankReference, Money Amount, BankAccount Payer, string RemittanceInfo)
{
    /// <summary>Taken once.</summary>
    public static Decision Decide(EscrowAccount? account, ReceiveUnmatchedCredit command)
    {
        if (Texts.Refuse("bankReference", command.BankReference, 100) is { } invalid) return invalid;
        if (!command.Amount.IsPositive) return EscrowErrors.AmountNotPositive.With(("field", "amount"));
        if (account?.Assigned.Contains(command.BankReference) == true) return Decision.Nothing;
        if (account?.Unmatched.GetValueOrDefault(command.BankReference) is { } known)
            return known.Amount == command.Amount ? Decision.Nothing : EscrowErrors.CreditContradicts.With(("bankReference", command.BankReference));
        return Decision.Accept(new UnmatchedCreditReceived(command.BankReference, command.Amount, command.Payer.Printable(), command.RemittanceInfo));
    }
}

/// <summary>The trustee says whose it is. The deal then takes it as if it had just come in, or sends it back to its payer.</summary>
public sealed record AssignUnmatchedCredit(string BankReference, Guid DealId, string By)
{
    /// <summary>Only what is there, once; what was taken back is no longer there.</summary>
    public static Decision Decide(EscrowAccount? account, AssignUnmatchedCredit command)
    {
        if (account?.HasAssigned(command.BankReference) == true) return Decision.Nothing;
        return account?.Unmatched.GetValueOrDefault(command.BankReference) is { } credit
            ? Decision.Accept(new UnmatchedCreditAssigned(command.BankReference, command.DealId, credit, command.By))
            : EscrowErrors.CreditUnknown.With(("bankReference", command.BankReference));
    }
}

/// <summary>The account bank took back a credit that belongs to no deal.</summary>
public sealed record ReverseUnmatchedCredit(string BankReference, Money Amount, string Reason)
{
    /// <summary>Whole, once, and only while it is there.</summary>
    public static Decision Decide(EscrowAccount? account, ReverseUnmatchedCredit command)
    {
        if (account?.Reversed.Contains(command.BankReference) == true) return Decision.Nothing;
        if (account?.Unmatched.GetValueOrDefault(command.BankReference) is not { } credit) return EscrowErrors.CreditNotYetKnown.With(("bankReference", command.BankReference));
        return command.Amount == credit.Amount
            ? Decision.Accept(new UnmatchedCreditReversed(command.BankReference, command.Amount, command.Reason))
            : EscrowErrors.CreditContradicts.With(("bankReference", command.BankReference));
    }
}
