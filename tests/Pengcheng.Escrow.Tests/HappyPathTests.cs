using Pengcheng.Escrow.Ledger;
using Contract = Pengcheng.Contracts.Escrow;

namespace Pengcheng.Escrow.Tests;

public sealed class HappyPathTests
{
    [Test]
    public void A_deal_passes_through_every_state_to_closed()
    {
        Assert.Multiple(() =>
        {
            Assert.That(new Case().Opened().Deal.Status, Is.EqualTo(DealStatus.Drafted));
            Assert.That(Stages.Screened().Deal.Status, Is.EqualTo(DealStatus.Screened));
            Assert.That(Stages.Effective().Deal.Status, Is.EqualTo(DealStatus.AwaitingDeposit));
            Assert.That(Stages.Deposited().Deal.Status, Is.EqualTo(DealStatus.DepositHeld));
            Assert.That(Stages.Approved().Deal.Status, Is.EqualTo(DealStatus.LoanApproved));
            Assert.That(Stages.Submitted().Deal.Status, Is.EqualTo(DealStatus.RegistrationSubmitted));
            Assert.That(Stages.Registered().Deal.Status, Is.EqualTo(DealStatus.AwaitingDisbursement));
            Assert.That(Stages.Funded().Deal.Status, Is.EqualTo(DealStatus.Funded));
            Assert.That(Stages.Cleared().Deal.Status, Is.EqualTo(DealStatus.ClearingInstructed));
            Assert.That(Stages.PaidOff().Deal.Status, Is.EqualTo(DealStatus.OldLoansSettled));
            Assert.That(Stages.Closed().Deal.Status, Is.EqualTo(DealStatus.Closed));
        });
    }

    [Test]
    public void The_world_is_told_of_each_step_once_and_in_order() =>
        Assert.That(Stages.Closed().Published.Select(m => m.GetType()), Is.EqualTo(new[]
        {
            typeof(Contract.AgreementEffective), typeof(Contract.DepositComplete), typeof(Contract.EscrowRegistrationCompleted),
            typeof(Contract.OldLoansSettled), typeof(Contract.DealClosed),
        }));

    [Test]
    public void The_seller_gets_exactly_what_the_old_loan_leaves()
    {
        var closed = Stages.Closed();

        Assert.Multiple(() =>
        {
            Assert.That(closed.Single<DealClosed>(), Is.EqualTo(new DealClosed(Samples.Yuan(5_000_000), Samples.Yuan(1_500_000), Samples.Yuan(3_500_000))));
            Assert.That(closed.Books.Values, Is.All.Zero, "every account of the ledger is at zero");
            Assert.That(closed.Deal.Balance, Is.EqualTo(Money.Zero));
        });
    }

    [Test]
    public void Nothing_is_left_running_when_a_deal_is_closed()
    {
        var closed = Stages.Closed();

        Assert.That(closed.Deadlines, Is.Empty);
        Assert.That(closed.Keys.Select(k => k.Kind), Does.Not.Contain("unit"), "the home may be sold again");
    }

    [Test]
    public void Money_in_transit_stands_on_its_own_account()
    {
        var cleared = Stages.Cleared();

        Assert.Multiple(() =>
        {
            Assert.That(cleared.Balance(Books.InTransit(cleared.Deal.DealNo)), Is.EqualTo(-Samples.Yuan(1_500_000).Minor));
            Assert.That(cleared.Balance(Books.Owed(cleared.Deal.DealNo, LinePurpose.SellerRemainder)), Is.EqualTo(-Samples.Yuan(3_500_000).Minor));
            Assert.That(cleared.Balance(Books.Cash), Is.EqualTo(Samples.Yuan(5_000_000).Minor));
        });
    }

    [Test]
    public void Banks_are_paid_before_the_fund_and_the_fund_before_the_sellers()
    {
        var cleared = Stages.Cleared(Samples.Open(oldLoans: [Samples.OldFundLoan, Samples.OldBankLoan]));

        Assert.That(cleared.Single<ClearingPlanFixed>().Lines.Select(l => (l.Line, l.Purpose, l.LoanNo, l.Amount)), Is.EqualTo(new[]
        {
            (1, LinePurpose.Payoff, "OLD-1", Samples.Yuan(1_500_000)),
            (2, LinePurpose.Payoff, (string?)"OLD-2", Samples.Yuan(1_500_000)),
            (3, LinePurpose.SellerRemainder, null, Samples.Yuan(2_000_000)),
        }));
    }

    [Test]
    public void A_home_bought_without_a_loan_is_cleared_when_it_is_registered()
    {
        var registered = Stages.Registered(Samples.Open(newLoans: [], down: Samples.Yuan(5_000_000)));

        Assert.That(registered.Deal.Status, Is.EqualTo(DealStatus.Funded));
        Assert.That(registered.Deadlines["clear"].Command, Is.EqualTo(new ClearEscrowFunds()));
    }
}
