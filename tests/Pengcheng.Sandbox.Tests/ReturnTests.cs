using System.Net;
using Pengcheng.Contracts;
using Pengcheng.Sandbox.Banks;

namespace Pengcheng.Sandbox.Tests;

/// <summary>A settled payment that the creditor's bank sends back: the money is there again, under a reference of its own.</summary>
public sealed class ReturnTests : WithSandbox
{
    [Test]
    public async Task A_returned_payment_is_advised_under_the_reference_of_the_money_that_came_back()
    {
        var paid = await Pay();

        var returned = Json.Read<PaymentStatus>((await Sandbox.Do($"{Orders.ControlA}/returns", new ReturnPayment("P-1", "account-closed", "closed 已销户"))).GetRawText());

        Assert.That((returned.Status, returned.Code, returned.Reason, returned.Amount), Is.EqualTo(("returned", "account-closed", "closed 已销户", Money.Cny(123_45))));
        Assert.That(returned.BankReference, Is.Not.Null.And.Not.EqualTo(paid));
        Assert.That(Json.Read<PaymentStatus>((await Sandbox.Get($"{Orders.BankA}/payments/P-1")).GetRawText()), Is.EqualTo(returned), "a query answers the same");
        var advices = (await Sandbox.Called("payment-advices", 2)).Select(call => Json.Read<PaymentAdvice>(call.Body)).ToList();
        Assert.That(advices.Select(advice => (advice.Reference, advice.Status, advice.BankReference)),
            Is.EqualTo(new[] { ("P-1", "settled", paid), ("P-1", "returned", returned.BankReference) }));
        Assert.That((advices[1].Amount, advices[1].Code, advices[1].Reason), Is.EqualTo((Money.Cny(123_45), "account-closed", "closed 已销户")));
        Assert.That(advices[1].AdviceId, Is.Not.EqualTo(advices[0].AdviceId));
    }

    [Test]
    public async Task The_books_have_the_money_back_and_the_payment_no_longer_counts()
    {
        await Pay();

        await Sandbox.Do($"{Orders.ControlA}/returns", new ReturnPayment("P-1"));

        Assert.That(await Sandbox.EscrowBalance(), Is.EqualTo("CNY 500.00"));
        Assert.That(await Sandbox.Balance(Orders.Seller.BankCode, Orders.Seller.Account), Is.EqualTo("CNY 0.00"));
        Assert.That((await Sandbox.Get("/sandbox/banks/duplicates?prefix=P-")).GetProperty("debits").GetProperty("total").GetString(), Is.EqualTo("CNY 0.00"));
    }

    [Test]
    public async Task The_statement_shows_both_and_which_one_took_the_other_back()
    {
        var paid = await Pay();
        await Sandbox.Do($"{Orders.ControlA}/returns", new ReturnPayment("P-1"));
        var back = (await Sandbox.Get($"{Orders.BankA}/payments/P-1")).GetProperty("bankReference").GetString();
        var today = Chassis.Calendar.ShenzhenTime.DateOf((await Sandbox.Get("/sandbox/clock")).GetProperty("now").GetDateTimeOffset());

        var statement = Json.Read<Statement>((await Sandbox.Get($"{Orders.BankA}/accounts/{Seeds.EscrowAccount}/statement?date={today:yyyy-MM-dd}")).GetRawText());

        Assert.That((statement.OpeningBalance, statement.ClosingBalance), Is.EqualTo((Money.Cny(0), Money.Cny(500_00))));
        Assert.That(statement.Entries.Skip(1).Select(entry => (entry.BankReference, entry.Reference, entry.Direction, entry.Amount, entry.Reverses)), Is.EqualTo(new[]
        {
            (paid, "P-1", "debit", Money.Cny(123_45), null),
            (back, "P-1", "credit", Money.Cny(123_45), paid),
        }));
    }

    [Test]
    public async Task A_payment_comes_back_once_however_often_it_is_asked_for()
    {
        await Pay();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Sandbox.Post($"{Orders.ControlA}/returns", new ReturnPayment("P-1"))));

        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.Accepted), Is.EqualTo(1));
        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict), Is.EqualTo(5));
        Assert.That(await Sandbox.EscrowBalance(), Is.EqualTo("CNY 500.00"));
    }

    [Test]
    public async Task What_was_not_settled_cannot_come_back()
    {
        await Sandbox.Fund(99_99);
        await Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay("P-1", 100_00));

        using var refused = await Sandbox.Post($"{Orders.ControlA}/returns", new ReturnPayment("P-1"));
        using var unknown = await Sandbox.Post($"{Orders.ControlA}/returns", new ReturnPayment("P-2"));

        Assert.That((refused.StatusCode, unknown.StatusCode), Is.EqualTo((HttpStatusCode.Conflict, HttpStatusCode.Conflict)));
        Assert.That(await Sandbox.EscrowBalance(), Is.EqualTo("CNY 99.99"));
    }

    /// <summary>Pays 123.45 of 500.00 as P-1, waits until it is settled, and answers its bank reference.</summary>
    private async Task<string?> Pay()
    {
        await Sandbox.Fund(500_00);
        var accepted = await Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay("P-1", 123_45));
        await Sandbox.Becomes("P-1", "settled");
        await Sandbox.Called("payment-advices");
        return accepted.GetProperty("bankReference").GetString();
    }
}
