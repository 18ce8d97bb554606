using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Clearing;

/// <summary>Due: pay a seller's line, last of all, after the bank has confirmed the account and its owner's name.</summary>
/// <param name="Line">The line.</param>
public sealed record PaySeller(int Line)
{
    /// <summary>I4: only after every old loan; a closed account or another's name asks the seller for a new account.</summary>
    public static Decision Decide(Deal deal, PaySeller command, PaymentFacts outside, Facts facts, EscrowPolicy policy)
    {
        if (deal.Payments.Line(command.Line) is not { IsPayable: true, NeedsAccount: false, IsSellers: true } line) return Decision.Nothing;
        var unfolding = new Unfolding(deal, facts, policy);
        if (PaymentGate.Blocks(deal, line, outside.AccountInOrder, facts.Today) is not null || outside.Payee?.Code is not { } code)
            return outside.Payee is null ? Decision.Nothing : InstructPayment.Attempt(unfolding, line, outside, facts, policy).Decide();
        return line.Held == code
            ? Decision.Nothing
            : unfolding.Add(new PaymentHeld(line.No, code, null), new SellerPaymentFailed(line.No, line.Plan.Subject!, code)).Decide();
    }
}

/// <summary>A seller names another account; the bank's name check was made just now.</summary>
/// <param name="Subject">The seller.</param>
/// <param name="Account">The new account.</param>
/// <param name="Check">The bank's answer.</param>
public sealed record ReplaceSellerAccount(string Subject, Parties.BankAccount Account, NameCheck Check)
{
    /// <summary>The name stays the owner's: only the account may change.</summary>
    public static Decision Decide(Deal deal, ReplaceSellerAccount command, Facts facts, EscrowPolicy policy)
    {
        if (deal.SellerOf(command.Subject) is not { } seller) return EscrowErrors.NotASeller.With(("subject", command.Subject));
        if (!command.Account.HasPrintableName) return EscrowErrors.NameInvalid.With();
        if (command.Check.Code is not null || command.Account.Name != seller.Account.Name) return EscrowErrors.AccountNotVerified.With();
        if (deal.Buyers.Any(b => b.Account.Is(command.Account)) || deal.Sellers.Any(s => s != seller && s.Account.Is(command.Account)))
            return EscrowErrors.PartiesInvalid.With();
        if (deal.End is not null && !deal.Payments.AnyOpen) return EscrowErrors.DealEnded.With(("status", deal.Status));
        if (seller.Account == command.Account && !deal.Payments.Lines.Any(l => l.IsSellers && l.IsPayable && l.Plan.Subject == command.Subject && !l.Plan.Payee.Is(command.Account)))
            return Decision.Nothing;
        return new Unfolding(deal, facts, policy).Add(new SellerAccountReplaced(command.Subject, command.Account)).Decide();
    }
}
