using System.Net;
using System.Text.Json;
using Pengcheng.Contracts;
using Pengcheng.Sandbox.Banks;

namespace Pengcheng.Sandbox.Tests;

public sealed class PaymentTests : WithSandbox
{
    [Test]
    public async Task A_signed_payment_moves_the_money_settles_and_is_advised()
    {
        await Sandbox.Fund(500_00);

        var accepted = await Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay("P-1", 123_45));

        Assert.That(accepted.GetProperty("status").GetString(), Is.AnyOf("accepted", "settled"));
        Assert.That(await Sandbox.EscrowBalance(), Is.EqualTo("CNY 376.55"));
        Assert.That(await Sandbox.Balance(Orders.Seller.BankCode, Orders.Seller.Account), Is.EqualTo("CNY 123.45"));
        var call = (await Sandbox.Called("payment-advices")).Single();
        var advice = Json.Read<PaymentAdvice>(call.Body);
        Assert.That((advice.Reference, advice.Status, advice.Amount), Is.EqualTo(("P-1", "settled", Money.Cny(123_45))));
        Assert.That(advice.BankReference, Is.EqualTo(accepted.GetProperty("bankReference").GetString()));
        Assert.That(call.Headers["idempotency-key"], Is.EqualTo(advice.AdviceId));
        Assert.That(new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(call.Headers["authorization"]["Bearer ".Length..]).Subject, Is.EqualTo("bank-a"));
    }

    [Test]
    public async Task The_same_instruction_sent_many_times_at_once_is_one_payment()
    {
        await Sandbox.Fund(500_00);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay("P-1", 100_00))));

        Assert.That(answers.Select(answer => answer.GetProperty("bankReference").GetString()).Distinct().ToList(), Has.Count.EqualTo(1));
        Assert.That(await Sandbox.EscrowBalance(), Is.EqualTo("CNY 400.00"));
        var twice = await Sandbox.Get("/sandbox/banks/duplicates?prefix=P-");
        Assert.That(twice.GetProperty("duplicates").GetArrayLength(), Is.Zero);
        Assert.That(twice.GetProperty("debits").GetProperty("total").GetString(), Is.EqualTo("CNY 100.00"));
    }

    [Test]
    public async Task A_reference_that_stands_for_another_payment_is_refused()
    {
        await Sandbox.Fund(500_00);
        await Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay("P-1", 100_00));

        using var answer = await Sandbox.Post($"{Orders.BankA}/payments", Orders.Pay("P-1", 100_01));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await Sandbox.EscrowBalance(), Is.EqualTo("CNY 400.00"));
    }

    [Test]
    public async Task Two_payments_of_one_thing_show_as_duplicates()
    {
        await Sandbox.Fund(500_00);
        await Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay("P-1", 100_00));
        await Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay("P-2", 100_00));

        var duplicate = (await Sandbox.Get("/sandbox/banks/duplicates")).GetProperty("duplicates").EnumerateArray().Single();

        Assert.That(duplicate.GetProperty("references").EnumerateArray().Select(one => one.GetString()), Is.EqualTo(new[] { "P-1", "P-2" }));
    }

    [Test]
    public async Task A_payment_under_another_key_is_refused_and_leaves_no_trace()
    {
        await Sandbox.Fund(500_00);

        var answer = await Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay("P-1", 100_00, key: SandboxServer.RegistryKey));
        using var query = await Sandbox.Http.GetAsync($"{Orders.BankA}/payments/P-1");

        Assert.That((answer.GetProperty("status").GetString(), answer.GetProperty("code").GetString()), Is.EqualTo(("refused", "bad-signature")));
        Assert.That(query.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        var problem = JsonDocument.Parse(await query.Content.ReadAsStringAsync()).RootElement;
        Assert.That(problem.GetProperty("type").GetString(), Does.EndWith("bank.payment-not-found"));
        Assert.That(await Sandbox.EscrowBalance(), Is.EqualTo("CNY 500.00"));
    }

    [Test]
    public async Task A_changed_amount_breaks_the_signature()
    {
        await Sandbox.Fund(500_00);
        var order = Orders.Pay("P-1", 100_00);

        var answer = await Sandbox.Do($"{Orders.BankA}/payments", order with { Amount = Money.Cny(100_01) });

        Assert.That(answer.GetProperty("code").GetString(), Is.EqualTo("bad-signature"));
    }

    [TestCase("insufficient-funds")]
    [TestCase("account-closed")]
    [TestCase("name-mismatch")]
    public async Task A_payment_that_cannot_be_is_refused_with_its_reason_and_moves_nothing(string code)
    {
        await Sandbox.Fund(code == "insufficient-funds" ? 99_99 : 500_00);
        await Sandbox.Do($"/sandbox/banks/{Orders.Seller.BankCode}/accounts", new
        {
            account = Orders.Seller.Account,
            name = code == "name-mismatch" ? "王芳" : Orders.Seller.Name,
            status = code == "account-closed" ? "closed" : "open",
        });
        var before = await Sandbox.EscrowBalance();

        var answer = await Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay("P-1", 100_00));
        var query = await Sandbox.Get($"{Orders.BankA}/payments/P-1");

        Assert.That((answer.GetProperty("status").GetString(), answer.GetProperty("code").GetString()), Is.EqualTo(("refused", code)));
        Assert.That(query.GetProperty("code").GetString(), Is.EqualTo(code));
        Assert.That(await Sandbox.EscrowBalance(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_name_check_knows_registered_accounts()
    {
        await Sandbox.Do($"/sandbox/banks/{Seeds.BankB}/accounts", new { account = "6226", name = "李秀英", status = "closed" });

        var right = await Sandbox.Do($"/banks/{Seeds.BankB}/v1/name-checks", new NameCheck(Seeds.BankB, "6226", "李秀英"));
        var wrong = await Sandbox.Do($"/banks/{Seeds.BankB}/v1/name-checks", new NameCheck(Seeds.BankB, "6226", "王芳"));

        Assert.That((right.GetProperty("match").GetBoolean(), right.GetProperty("accountStatus").GetString()), Is.EqualTo((true, "closed")));
        Assert.That(wrong.GetProperty("match").GetBoolean(), Is.False);
    }

    [Test]
    public async Task Many_at_once_over_a_restart_are_paid_and_advised_once_each_and_the_books_balance()
    {
        await Sandbox.Fund(1_000_00);
        var references = Enumerable.Range(0, 60).Select(number => $"P-{number}").ToList();

        await Task.WhenAll(references.Select(reference => Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay(reference, 10_00))));
        await Sandbox.Restart();
        await Task.WhenAll(references.Select(reference => Sandbox.Becomes(reference, "settled")));

        var calls = await Sandbox.Called("payment-advices", references.Count);
        Assert.That(calls.Select(call => Json.Read<PaymentAdvice>(call.Body)).DistinctBy(advice => advice.AdviceId).Select(advice => advice.Reference), Is.EquivalentTo(references));
        Assert.That(await Sandbox.EscrowBalance(), Is.EqualTo("CNY 400.00"));
        Assert.That(await Sandbox.Balance(Orders.Seller.BankCode, Orders.Seller.Account), Is.EqualTo("CNY 600.00"));
    }

    [Test]
    public async Task A_bank_that_cannot_fetch_the_keys_takes_no_instruction()
    {
        await Sandbox.Fund(500_00);
        await Sandbox.Platform.DisposeAsync();

        using var answer = await Sandbox.Post($"{Orders.BankA}/payments", Orders.Pay("P-1", 10_00));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await Sandbox.EscrowBalance(), Is.EqualTo("CNY 500.00"));
    }

    [Test]
    public async Task The_statement_of_a_day_adds_up_and_carries_over()
    {
        await Sandbox.Fund(500_00);
        await Sandbox.Do("/sandbox/clock/advance", new { days = 1 });
        var today = (await Sandbox.Get("/sandbox/clock")).GetProperty("now").GetDateTimeOffset();
        var date = Chassis.Calendar.ShenzhenTime.DateOf(today);
        await Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay("P-1", 100_00));

        var statement = Json.Read<Statement>((await Sandbox.Get($"{Orders.BankA}/accounts/{Seeds.EscrowAccount}/statement?date={date:yyyy-MM-dd}")).GetRawText());

        Assert.That((statement.OpeningBalance, statement.ClosingBalance), Is.EqualTo((Money.Cny(500_00), Money.Cny(400_00))));
        Assert.That(statement.Entries.Single(), Has.Property("Reference").EqualTo("P-1").And.Property("Direction").EqualTo("debit"));
    }
}
