using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Clearing;

/// <summary>A seller named another account; the bank is asked about it before it is used.</summary>
[EventName("escrow.seller-account-proposed.v1")]
public sealed record SellerAccountProposed(string Subject, BankAccount Account);

/// <summary>The named account cannot be used.</summary>
/// <param name="Subject">The seller.</param>
/// <param name="Account">The account.</param>
/// <param name="Code">The refusal's code, e.g. <c>escrow.account-not-verified</c>.</param>
[EventName("escrow.seller-account-refused.v1")]
public sealed record SellerAccountRefused(string Subject, BankAccount Account, string Code);

/// <summary>Due: ask the bank about the account; then <see cref="ReplaceSellerAccount"/>.</summary>
public sealed record CheckSellerAccount(string Subject, BankAccount Account);

/// <summary>A seller names another account, in the same name.</summary>
public sealed record ProposeSellerAccount(string Subject, BankAccount Account)
{
    /// <summary>Everything that can be said without the bank is said at once.</summary>
    public static Decision Decide(Deal deal, ProposeSellerAccount command, Facts facts, EscrowPolicy policy)
    {
        var asIfInOrder = ReplaceSellerAccount.Decide(
            deal, new ReplaceSellerAccount(command.Subject, command.Account, new NameCheck(Matches: true, IsOpen: true)), facts, policy);
        return asIfInOrder.Refusal is { } refusal ? refusal
            : asIfInOrder.Events.Count == 0 ? Decision.Nothing
            : Decision.Accept(new SellerAccountProposed(command.Subject, command.Account));
    }

    /// <summary>With the bank's answer: the account is taken, or the seller is told why not.</summary>
    public static Decision Conclude(Deal deal, CheckSellerAccount command, NameCheck check, Facts facts, EscrowPolicy policy)
    {
        var replaced = ReplaceSellerAccount.Decide(deal, new ReplaceSellerAccount(command.Subject, command.Account, check), facts, policy);
        return replaced.Refusal is { } refusal
            ? Decision.Accept(new SellerAccountRefused(command.Subject, command.Account, refusal.Error.Code))
            : replaced;
    }
}
