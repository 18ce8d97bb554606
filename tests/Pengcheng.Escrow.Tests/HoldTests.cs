namespace Pengcheng.Escrow.Tests;

public sealed class HoldTests
{
    [Test]
    public void A_freeze_of_the_whole_stops_everything_until_it_is_lifted()
    {
        var c = Freeze(Stages.Funded(), FreezeScope.Whole).Clear().Said(typeof(ClearingHeld));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.Frozen));
        c.Clear().Nothing();

        Lift(c);
        Assert.That(c.Deadlines, Contains.Key("clear"));
        c.Clear().Said(typeof(ClearingPlanFixed), typeof(PaymentInstructed));
    }

    [Test]
    public void A_freeze_of_the_sellers_share_lets_the_old_loan_be_paid()
    {
        var c = Freeze(Stages.Funded(), FreezeScope.Seller).Clear().Said(typeof(ClearingPlanFixed), typeof(PaymentInstructed));
        c.Answer(1, PaymentAnswer.Settled).PaySeller(2);
        Assert.That(c.Single<PaymentHeld>().Reason, Is.EqualTo("frozen"));

        Lift(c);
        c.PaySeller(2).Said(typeof(PaymentInstructed));
    }

    [Test]
    public void A_freeze_of_one_co_owner_lets_the_other_be_paid()
    {
        Seller spouse = new("citizen-spouse", Samples.Account(Samples.BankA, "6200000003", "Spouse"), new BasisPoints(5_000));
        var c = Stages.PaidOff(Samples.Open(sellers: [Samples.Seller with { Share = new BasisPoints(5_000) }, spouse]));
        c.Done((d, f, p) => FreezeDeal.Decide(d, new FreezeDeal("O-1", FreezeScope.Seller, "citizen-spouse"), f, p));

        c.PaySeller(2).Said(typeof(PaymentInstructed));
        c.PaySeller(3).Said(typeof(PaymentHeld));
    }

    [Test]
    public void A_freeze_of_the_buyers_share_stops_the_refund()
    {
        var c = Freeze(Stages.Deposited(), FreezeScope.Buyer).Done((d, f, p) => CancelDeal.Decide(d, new CancelDeal("citizen-buyer", "x"), f, p));
        c.Instruct(1).Said(typeof(PaymentHeld));
        Lift(c);
        c.Instruct(1).Said(typeof(PaymentInstructed));
    }

    [Test]
    public void An_order_is_carried_out_once_and_not_after_it_was_lifted()
    {
        var c = Freeze(Stages.Deposited(), FreezeScope.Whole);
        c.When((d, f, p) => FreezeDeal.Decide(d, new FreezeDeal("O-1", FreezeScope.Whole), f, p)).Nothing();
        Lift(c);
        c.When((d, f, p) => FreezeDeal.Decide(d, new FreezeDeal("O-1", FreezeScope.Whole), f, p)).Refused(EscrowErrors.OrderLifted);
        c.When((d, f, p) => UnfreezeDeal.Decide(d, new UnfreezeDeal("O-1"), f, p)).Nothing();
        c.When((d, f, p) => UnfreezeDeal.Decide(d, new UnfreezeDeal("O-2"), f, p)).Refused(EscrowErrors.OrderNotFound);
        c.When((d, f, p) => FreezeDeal.Decide(d, new FreezeDeal("O-3", FreezeScope.Seller, "citizen-buyer"), f, p)).Refused(EscrowErrors.NotASigner);
        c.When((d, f, p) => FreezeDeal.Decide(d, new FreezeDeal("", FreezeScope.Whole), f, p)).Refused(ChassisErrors.TextInvalid);
        Stages.Closed().When((d, f, p) => FreezeDeal.Decide(d, new FreezeDeal("O-1", FreezeScope.Whole), f, p)).Refused(EscrowErrors.DealEnded);
    }

    [Test]
    public void One_order_may_freeze_several_shares_and_is_lifted_as_a_whole()
    {
        Seller spouse = new("citizen-spouse", Samples.Account(Samples.BankA, "6200000003", "Spouse"), new BasisPoints(5_000));
        var c = Stages.PaidOff(Samples.Open(sellers: [Samples.Seller with { Share = new BasisPoints(5_000) }, spouse]));
        foreach (var subject in new[] { "citizen-seller", "citizen-spouse" })
            c.Done((d, f, p) => FreezeDeal.Decide(d, new FreezeDeal("O-1", FreezeScope.Seller, subject), f, p)).Said(typeof(DealFrozen));
        c.PaySeller(2).Said(typeof(PaymentHeld)).PaySeller(3).Said(typeof(PaymentHeld));

        Freeze(c, FreezeScope.Whole).Said(typeof(DealFrozen));
        Lift(c).PaySeller(2).Said(typeof(PaymentInstructed)).PaySeller(3).Said(typeof(PaymentInstructed));
    }

    [Test]
    public void A_lifted_number_may_freeze_another_share()
    {
        var c = Lift(Freeze(Stages.Deposited(), FreezeScope.Seller));
        Freeze(c, FreezeScope.Whole).Said(typeof(DealFrozen));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.Frozen));
    }

    [Test]
    public void A_frozen_seller_gets_no_top_up_back_by_naming_another_account()
    {
        var c = Freeze(Stages.Approved().Credit("T-1", Samples.Yuan(9), Samples.Seller.Account), FreezeScope.Seller);
        var other = Samples.Account(Samples.BankA, "6200000088", "Seller");
        c.Done((d, f, p) => ReplaceSellerAccount.Decide(d, new ReplaceSellerAccount("citizen-seller", other, new NameCheck(true, true)), f, p)).Said(typeof(SellerAccountReplaced));
        c.Done((d, f, p) => CancelDeal.Decide(d, new CancelDeal("citizen-seller", "x"), f, p));
        Assert.That(c.Instruct(2).Single<PaymentHeld>().Reason, Is.EqualTo("frozen"));
        c.Instruct(1).Said(typeof(PaymentInstructed));
        Lift(c).Instruct(2).Said(typeof(PaymentInstructed));
    }

    [Test]
    public void A_dispute_stops_payments_to_the_parties_until_it_is_resolved()
    {
        var c = Stages.PaidOff().Done((d, f, p) => OpenDispute.Decide(d, new OpenDispute("divorce"), f, p)).PaySeller(2).Said(typeof(PaymentHeld));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.InDispute));
        c.When((d, f, p) => OpenDispute.Decide(d, new OpenDispute("again"), f, p)).Nothing();

        c.Done((d, f, p) => ResolveDispute.Decide(d, new ResolveDispute("R-1"), f, p));
        Assert.That(c.Deadlines["pay:2"].Command, Is.EqualTo(new PaySeller(2)));
        c.When((d, f, p) => ResolveDispute.Decide(d, new ResolveDispute("R-1"), f, p)).Nothing();
    }

    [Test]
    public void A_strangers_money_goes_back_whatever_holds_the_deal()
    {
        var c = Stages.Deposited().Done((d, f, p) => OpenDispute.Decide(d, new OpenDispute("divorce"), f, p));
        c.Credit("IN-9", Samples.Yuan(7), Samples.Stranger).Instruct(1).Said(typeof(PaymentInstructed));
    }

    [Test]
    public void While_statement_and_ledger_differ_nothing_leaves()
    {
        var c = Stages.Deposited().Credit("IN-9", Samples.Yuan(7), Samples.Stranger).Instruct(1, accountInOrder: false);
        Assert.That(c.Single<PaymentHeld>().Reason, Is.EqualTo("reconciliation"));
        Assert.That(c.Deadlines["pay:1"].Due, Is.EqualTo(c.Now.AddHours(1)));
    }

    [Test]
    public void A_manual_payment_takes_two_people_and_a_payee_of_the_fixed_set()
    {
        var c = Stages.PaidOff().PaySeller(2).Answer(2, PaymentAnswer.Refused, "account-closed");
        c.When((d, f, p) => ProposeManualPayment.Decide(d, new ProposeManualPayment("M-1", 2, Samples.Stranger, "why", "maker"), f, p)).Refused(EscrowErrors.PayeeNotAllowed);
        c.When((d, f, p) => ProposeManualPayment.Decide(d, new ProposeManualPayment("M-1", 2, Samples.Buyer.Account, "why", "maker"), f, p)).Refused(EscrowErrors.PayeeNotAllowed);
        c.When((d, f, p) => ProposeManualPayment.Decide(d, new ProposeManualPayment("M-1", 9, Samples.Seller.Account, "why", "maker"), f, p)).Refused(EscrowErrors.LineNotKnown);
        c.When((d, f, p) => ProposeManualPayment.Decide(d, new ProposeManualPayment("M-1", 1, Samples.LenderCollects, "why", "maker"), f, p)).Refused(EscrowErrors.LineNotPayable);

        c.Done((d, f, p) => ProposeManualPayment.Decide(d, new ProposeManualPayment("M-1", 2, Samples.Seller.Account, "why", "maker"), f, p)).Said(typeof(ManualPaymentProposed));
        c.When((d, f, p) => ProposeManualPayment.Decide(d, new ProposeManualPayment("M-2", 2, Samples.Seller.Account, "why", "maker"), f, p)).Refused(EscrowErrors.ProposalOpen);
        c.When((d, f, p) => ApproveManualPayment.Decide(d, new ApproveManualPayment("M-1", "maker"), f, p)).Refused(EscrowErrors.CheckerIsMaker);
        c.When((d, f, p) => ApproveManualPayment.Decide(d, new ApproveManualPayment("M-9", "checker"), f, p)).Refused(EscrowErrors.ProposalNotFound);
        c.Done((d, f, p) => ApproveManualPayment.Decide(d, new ApproveManualPayment("M-1", "checker"), f, p)).Said(typeof(ManualPaymentApproved));
        c.PaySeller(2).Answer(2, PaymentAnswer.Settled);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.Closed));
    }

    [Test]
    public void A_rejected_proposal_leaves_the_payment_waiting()
    {
        var c = Stages.PaidOff().PaySeller(2).Answer(2, PaymentAnswer.Refused, "account-closed");
        c.Done((d, f, p) => ProposeManualPayment.Decide(d, new ProposeManualPayment("M-1", 2, Samples.Seller.Account, "why", "maker"), f, p));
        c.Done((d, f, p) => RejectManualPayment.Decide(d, new RejectManualPayment("M-1", "checker", "no"), f, p)).Said(typeof(ManualPaymentRejected));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.ManualIntervention));
    }

    [Test]
    public void Only_what_failed_is_tried_again_by_hand()
    {
        Stages.Cleared().When((d, f, p) => RetryPayment.Decide(d, new RetryPayment(1), f, p)).Refused(EscrowErrors.LineNotPayable);
        Stages.Cleared().When((d, f, p) => RetryPayment.Decide(d, new RetryPayment(7), f, p)).Refused(EscrowErrors.LineNotKnown);
        Stages.Cleared().When((d, f, p) => ResolveIncident.Decide(d, new ResolveIncident("none", "R"), f, p)).Refused(EscrowErrors.IncidentNotFound);
    }

    private static Case Freeze(Case c, FreezeScope scope) => c.Done((d, f, p) => FreezeDeal.Decide(d, new FreezeDeal("O-1", scope), f, p));

    private static Case Lift(Case c) => c.Done((d, f, p) => UnfreezeDeal.Decide(d, new UnfreezeDeal("O-1"), f, p));
}
