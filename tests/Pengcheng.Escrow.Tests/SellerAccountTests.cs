namespace Pengcheng.Escrow.Tests;

public sealed class SellerAccountTests
{
    [Test]
    public void A_closed_account_is_found_before_the_payment_and_the_seller_names_another()
    {
        var c = Stages.PaidOff().PaySeller(2, new NameCheck(true, IsOpen: false)).Said(typeof(PaymentHeld), typeof(SellerPaymentFailed));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.ManualIntervention));
        ReplaceAccountAndPay(c);
    }

    [Test]
    public void A_closed_account_is_found_by_the_payment_and_the_seller_names_another()
    {
        var c = Stages.PaidOff().PaySeller(2).Answer(2, PaymentAnswer.Refused, "account-closed").Said(typeof(PaymentRefused), typeof(SellerPaymentFailed));
        Assert.That(c.Deadlines, Does.Not.ContainKey("pay:2"), "trying again is useless");
        ReplaceAccountAndPay(c);
    }

    [Test]
    public void A_payment_that_came_back_after_closing_is_paid_again()
    {
        var c = Stages.Closed().Answer(2, PaymentAnswer.Returned, "account-closed").Said(typeof(PaymentReturned), typeof(SellerPaymentFailed));
        Assert.That(c.Deal.Balance, Is.EqualTo(Samples.Yuan(3_500_000)));
        ReplaceAccountAndPay(c);
        Assert.That(c.Books.Values, Is.All.Zero);
    }

    [Test]
    public void A_return_that_overtakes_its_settlement_is_both() =>
        Stages.PaidOff().PaySeller(2).Answer(2, PaymentAnswer.Returned, "account-closed").Said(
            typeof(PaymentSettled), typeof(PaymentReturned), typeof(SellerPaymentFailed));

    [Test]
    public void The_new_account_is_the_same_owners()
    {
        var other = Samples.Account(Samples.BankA, "6200000077", "Somebody");
        Stages.PaidOff().When((d, f, p) => ProposeSellerAccount.Decide(d, new ProposeSellerAccount("citizen-seller", other), f, p)).Refused(EscrowErrors.AccountNotVerified);
        Stages.PaidOff().When((d, f, p) => ProposeSellerAccount.Decide(d, new ProposeSellerAccount("citizen-buyer", other), f, p)).Refused(EscrowErrors.NotASeller);
        Stages.PaidOff().When((d, f, p) => ReplaceSellerAccount.Decide(d, new ReplaceSellerAccount("citizen-seller", NewAccount, new NameCheck(false, true)), f, p)).Refused(EscrowErrors.AccountNotVerified);
    }

    [TestCase(false, true)]
    [TestCase(true, false)]
    public void An_account_that_the_bank_does_not_confirm_is_refused_and_the_old_one_stays(bool matches, bool isOpen)
    {
        var c = Stages.PaidOff();
        c.Done((d, f, p) => ProposeSellerAccount.Decide(d, new ProposeSellerAccount("citizen-seller", NewAccount), f, p));
        var check = (CheckSellerAccount)c.Deadlines["seller-account:citizen-seller"].Command;
        c.Done((d, f, p) => ProposeSellerAccount.Conclude(d, check, new NameCheck(matches, isOpen), f, p)).Said(typeof(SellerAccountRefused));
        Assert.That(c.Single<SellerAccountRefused>().Code, Is.EqualTo(EscrowErrors.AccountNotVerified.Code));
        Assert.That(c.Deal.Payments.Line(2)!.Plan.Payee, Is.EqualTo(Samples.Seller.Account));
    }

    [Test]
    public void A_payment_on_its_way_to_the_old_account_goes_to_the_new_one_if_it_fails()
    {
        var c = Stages.PaidOff().PaySeller(2);
        c.Done((d, f, p) => ReplaceSellerAccount.Decide(d, new ReplaceSellerAccount("citizen-seller", NewAccount, new NameCheck(true, true)), f, p));
        Assert.That(c.Deal.Payments.Line(2)!.Plan.Payee, Is.EqualTo(Samples.Seller.Account), "what was sent under a reference does not change");

        c.Answer(2, PaymentAnswer.Refused, "internal").PaySeller(2);
        Assert.That(c.Single<PaymentInstructed>().Creditor, Is.EqualTo(NewAccount));
    }

    private static readonly BankAccount NewAccount = Samples.Account(Samples.BankA, "6200000088", "Seller");

    private static void ReplaceAccountAndPay(Case c)
    {
        c.Done((d, f, p) => ProposeSellerAccount.Decide(d, new ProposeSellerAccount("citizen-seller", NewAccount), f, p));
        var check = (CheckSellerAccount)c.Deadlines["seller-account:citizen-seller"].Command;
        c.Done((d, f, p) => ProposeSellerAccount.Conclude(d, check, new NameCheck(true, true), f, p)).Said(typeof(SellerAccountReplaced));
        Assert.That(c.Deadlines["pay:2"].Command, Is.EqualTo(new PaySeller(2)));
        c.PaySeller(2).Answer(2, PaymentAnswer.Settled);
        Assert.That(c.Events.OfType<PaymentInstructed>().Last().Creditor, Is.EqualTo(NewAccount));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.Closed));
    }
}
