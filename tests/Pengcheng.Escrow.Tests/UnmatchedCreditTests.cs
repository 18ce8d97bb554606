using Pengcheng.Escrow.Accounts;

namespace Pengcheng.Escrow.Tests;

/// <summary>Money that names no deal: held once, by the account or by a deal.</summary>
public sealed class UnmatchedCreditTests
{
    private static readonly ReceiveUnmatchedCredit Credit = new("IN-1", Samples.Yuan(7), Samples.Stranger, "");

    [Test]
    public void A_credit_is_the_accounts_until_it_is_a_deals()
    {
        var (received, effects) = Take(null, ReceiveUnmatchedCredit.Decide(null, Credit));
        Assert.That(effects.Single(), Is.EqualTo(EscrowKeys.Credit.Claim("IN-1")), "a deal that is told the same credit is refused");

        (_, effects) = Take(received, AssignUnmatchedCredit.Decide(received, new AssignUnmatchedCredit("IN-1", Guid.Empty, "trustee")));
        Assert.That(effects[0], Is.EqualTo(EscrowKeys.Credit.Release("IN-1")));
        Assert.That(effects[1], Is.TypeOf<Effect.Schedule>());
    }

    [Test]
    public void A_credit_told_again_counts_once_and_with_another_amount_not_at_all()
    {
        var (account, _) = Take(null, ReceiveUnmatchedCredit.Decide(null, Credit));
        Assert.That(ReceiveUnmatchedCredit.Decide(account, Credit).Events, Is.Empty);
        Assert.That(ReceiveUnmatchedCredit.Decide(account, Credit with { Amount = Samples.Yuan(8) }).Refusal?.Error, Is.EqualTo(EscrowErrors.CreditContradicts));
    }

    [Test]
    public void A_credit_is_taken_back_once_under_whatever_id()
    {
        var (account, _) = Take(null, ReceiveUnmatchedCredit.Decide(null, Credit));
        (account, var effects) = Take(account, ReverseUnmatchedCredit.Decide(account, new ReverseUnmatchedCredit("IN-1", Samples.Yuan(7), "fraud")));
        Assert.That(effects, Is.Empty, "no deal may take it any more");
        var again = ReverseUnmatchedCredit.Decide(account, new ReverseUnmatchedCredit("IN-1", Samples.Yuan(7), "fraud"));
        Assert.That(again.Refusal, Is.Null);
        Assert.That(again.Events, Is.Empty);
        Assert.That(AssignUnmatchedCredit.Decide(account, new AssignUnmatchedCredit("IN-1", Guid.Empty, "trustee")).Refusal?.Error, Is.EqualTo(EscrowErrors.CreditUnknown));
        Assert.That(ReceiveUnmatchedCredit.Decide(account, Credit).Events, Is.Empty);
    }

    private static (EscrowAccount Account, List<Effect> Effects) Take(EscrowAccount? account, Decision decision)
    {
        var e = decision.Events.Single();
        var after = EscrowAccount.Evolve(account, e);
        return (after, [.. new AccountReactions().React(account, e, after, new Facts(Samples.Monday, WorkingCalendar.Default))]);
    }
}
