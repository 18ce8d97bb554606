using Pengcheng.Chassis.Calendar;
using Pengcheng.Contracts;
using Pengcheng.Sandbox.Banks;

namespace Pengcheng.Sandbox.Tests;

public sealed class LoanAndCreditTests : WithSandbox
{
    private static readonly string LoansOfB = $"/sandbox/banks/{Seeds.BankB}/loans";

    [Test]
    public async Task Money_that_comes_in_is_booked_and_advised()
    {
        var bankReference = await Sandbox.Fund(500_00);

        var advice = Json.Read<CreditAdvice>((await Sandbox.Called("credit-advices")).Single().Body);
        Assert.That((advice.BankReference, advice.Account, advice.Amount), Is.EqualTo((bankReference, Seeds.EscrowAccount, Money.Cny(500_00))));
        Assert.That(advice.Payer, Is.EqualTo(new Party(Seeds.BankB, "6226000000000099", "张伟")));
        Assert.That(advice.RemittanceInfo, Is.EqualTo("DY202405010000017"));
    }

    [Test]
    public async Task A_lender_disburses_from_its_own_account()
    {
        await Sandbox.Do($"/sandbox/banks/{Seeds.BankB}/incoming", new { amount = "CNY 3000000.00", remittanceInfo = "DY202405010000017" });

        var advice = Json.Read<CreditAdvice>((await Sandbox.Called("credit-advices")).Single().Body);
        Assert.That(advice.Payer.BankCode, Is.EqualTo(Seeds.BankB));
        Assert.That(await Sandbox.EscrowBalance(), Is.EqualTo("CNY 3000000.00"));
    }

    [Test]
    public async Task A_credit_is_taken_back_once_and_the_reversal_advised()
    {
        var bankReference = await Sandbox.Fund(500_00);

        await Sandbox.Do($"{Orders.ControlA}/reversals", new { bankReference, reason = "cheque bounced" });
        using var again = await Sandbox.Post($"{Orders.ControlA}/reversals", new { bankReference, reason = "cheque bounced" });

        var advice = Json.Read<CreditReversal>((await Sandbox.Called("credit-reversals")).Single().Body);
        Assert.That((advice.OriginalBankReference, advice.Amount), Is.EqualTo((bankReference, Money.Cny(500_00))));
        Assert.That(again.StatusCode, Is.EqualTo(System.Net.HttpStatusCode.Conflict));
        Assert.That(await Sandbox.EscrowBalance(), Is.EqualTo("CNY 0.00"));
    }

    [Test]
    public async Task A_quote_is_principal_with_the_interest_of_the_days_and_the_penalty()
    {
        var today = await Today();
        await OpenLoan(today);

        var quote = await Quote(today.AddDays(10));

        Assert.That((quote.AccruedInterest, quote.Total), Is.EqualTo((Money.Cny(1_000_00), Money.Cny(1_001_500_00))));
        Assert.That(quote.ValidUntil, Is.EqualTo(today.AddDays(10)));
        Assert.That(quote.CollectionAccount.BankCode, Is.EqualTo(Seeds.BankB));
    }

    [Test]
    public async Task A_payment_of_the_quote_settles_the_loan_to_the_fen()
    {
        var today = await Today();
        await OpenLoan(today);
        await Sandbox.Fund(2_000_000_00);
        var quote = await Quote(today);

        await Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay("PO-1", quote.Total.Minor, quote.CollectionAccount, "L-9"));
        await Sandbox.Becomes("PO-1", "settled");

        var loan = await Sandbox.Get($"{LoansOfB}/L-9");
        Assert.That((loan.GetProperty("status").GetString(), loan.GetProperty("principal").GetString()), Is.EqualTo(("settled", "CNY 0.00")));
        Assert.That((await Quote(today.AddDays(5))).Total, Is.EqualTo(Money.Zero));
    }

    [Test]
    public async Task What_was_paid_too_much_comes_back_as_a_credit_of_its_own()
    {
        var today = await Today();
        await OpenLoan(today);
        await Sandbox.Fund(2_000_000_00);
        var quote = await Quote(today);

        await Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay("PO-1", quote.Total.Minor + 77, quote.CollectionAccount, "L-9"));

        var advices = (await Sandbox.Called("credit-advices", 2)).Select(call => Json.Read<CreditAdvice>(call.Body));
        var back = advices.Single(advice => advice.RemittanceInfo == "RETURN PO-1");
        Assert.That((back.Amount, back.Payer), Is.EqualTo((Money.Cny(77), quote.CollectionAccount)));
        Assert.That(await Sandbox.Balance(quote.CollectionAccount.BankCode, quote.CollectionAccount.Account), Is.EqualTo(quote.Total.ToString()));
    }

    [Test]
    public async Task A_settled_payment_can_be_sent_back_by_the_creditors_bank()
    {
        await Sandbox.Fund(500_00);
        await Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay("P-1", 100_00));
        await Sandbox.Becomes("P-1", "settled");

        await Sandbox.Do($"{Orders.ControlA}/returns", new { reference = "P-1" });

        var advices = (await Sandbox.Called("payment-advices", 2)).Select(call => Json.Read<PaymentAdvice>(call.Body).Status);
        Assert.That(advices, Is.EquivalentTo(new[] { "settled", "returned" }));
        Assert.That(await Sandbox.EscrowBalance(), Is.EqualTo("CNY 500.00"));
    }

    private async Task<DateOnly> Today() => ShenzhenTime.DateOf((await Sandbox.Get("/sandbox/clock")).GetProperty("now").GetDateTimeOffset());

    private Task<System.Text.Json.JsonElement> OpenLoan(DateOnly openedOn) => Sandbox.Do(LoansOfB, new
    {
        loanNo = "L-9",
        borrower = "李秀英",
        principal = "CNY 1000000.00",
        dailyInterest = "CNY 100.00",
        penalty = "CNY 500.00",
        openedOn,
    });

    private async Task<PayoffQuote> Quote(DateOnly valueDate)
        => Json.Read<PayoffQuote>((await Sandbox.Get($"/banks/{Seeds.BankB}/v1/loans/L-9/payoff-quote?valueDate={valueDate:yyyy-MM-dd}")).GetRawText());
}
