using System.Net;
using Pengcheng.Sandbox.Banks;
using Pengcheng.Testing;

namespace Pengcheng.Sandbox.Tests;

public sealed class FaultTests : WithSandbox
{
    private const string Payments = $"bank:{Seeds.BankA}.payments";

    [Test]
    public async Task Accept_then_time_out_pays_without_answer_and_without_advice_until_queried()
    {
        await Sandbox.Fund(500_00);
        await Sandbox.Press(new { target = Payments, kind = "accept-then-time-out", match = "P-1" });

        await NoAnswer(Orders.Pay("P-1", 100_00), until: () => Sandbox.Becomes("P-1", "settled"));
        await Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay("P-2", 50_00));
        await Sandbox.Called("payment-advices");
        Assert.That(Advised(), Is.EqualTo(new[] { "P-2" }), "The silent payment was advised.");

        var query = await Sandbox.Get($"{Orders.BankA}/payments/P-1");

        Assert.That(query.GetProperty("status").GetString(), Is.EqualTo("settled"));
        await Sandbox.Called("payment-advices", 2);
        Assert.That(Advised(), Is.EqualTo(new[] { "P-2", "P-1" }));
        Assert.That(await Sandbox.EscrowBalance(), Is.EqualTo("CNY 350.00"));
    }

    [Test]
    public async Task Clearing_the_fault_lets_the_advice_go()
    {
        await Sandbox.Fund(500_00);
        var id = await Sandbox.Press(new { target = Payments, kind = "accept-then-time-out" });
        await NoAnswer(Orders.Pay("P-1", 100_00), until: () => Sandbox.Becomes("P-1", "settled"));

        using var cleared = await Sandbox.Http.DeleteAsync($"/sandbox/faults/{id}");

        Assert.That(cleared.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        await Sandbox.Called("payment-advices");
    }

    [Test]
    public async Task A_dropped_instruction_was_never_executed_and_works_the_second_time()
    {
        await Sandbox.Fund(500_00);
        await Sandbox.Press(new { target = Payments, kind = "drop" });

        await NoAnswer(Orders.Pay("P-1", 100_00));
        using var query = await Sandbox.Http.GetAsync($"{Orders.BankA}/payments/P-1");
        await Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay("P-1", 100_00));

        Assert.That(query.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await Sandbox.EscrowBalance(), Is.EqualTo("CNY 400.00"));
    }

    [Test]
    public async Task A_bank_that_is_down_answers_503_until_cleared_and_stays_down_over_a_restart()
    {
        await Sandbox.Fund(500_00);
        await Sandbox.Press(new { target = Payments, kind = "down", times = 0 });
        await Sandbox.Restart();

        using var first = await Sandbox.Post($"{Orders.BankA}/payments", Orders.Pay("P-1", 100_00));
        using var second = await Sandbox.Post($"{Orders.BankA}/payments", Orders.Pay("P-1", 100_00));
        using var cleared = await Sandbox.Http.DeleteAsync("/sandbox/faults");
        using var third = await Sandbox.Post($"{Orders.BankA}/payments", Orders.Pay("P-1", 100_00));

        Assert.That(new[] { first.StatusCode, second.StatusCode, third.StatusCode },
            Is.EqualTo(new[] { HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.Accepted }));
    }

    [Test]
    public async Task A_refusal_meets_only_what_matches_and_only_so_often()
    {
        await Sandbox.Fund(500_00);
        await Sandbox.Press(new { target = Payments, kind = "refuse", code = "internal", match = "L-9", times = 1 });

        var other = await Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay("P-1", 10_00));
        var refused = await Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay("P-2", 10_00, remittanceInfo: "L-9"));
        var next = await Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay("P-3", 10_00, remittanceInfo: "L-9"));

        Assert.That(new[] { other, refused, next }.Select(answer => answer.TryGetProperty("code", out var code) ? code.GetString() : null),
            Is.EqualTo(new[] { null, "internal", null }));
        Assert.That(await Sandbox.EscrowBalance(), Is.EqualTo("CNY 480.00"));
    }

    [Test]
    public async Task Answering_twice_advises_one_payment_two_times()
    {
        await Sandbox.Fund(500_00);
        await Sandbox.Press(new { target = Payments, kind = "answer-twice" });

        await Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay("P-1", 10_00));

        var advices = (await Sandbox.Called("payment-advices", 2)).Select(call => Json.Read<PaymentAdvice>(call.Body)).ToList();
        Assert.That(advices.Select(advice => advice.BankReference).Distinct().Count(), Is.EqualTo(1));
        Assert.That(advices.Select(advice => advice.AdviceId).Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task Out_of_order_lets_the_advice_overtake_the_answer()
    {
        await Sandbox.Fund(500_00);
        await Sandbox.Press(new { target = Payments, kind = "out-of-order", milliseconds = 20_000 });

        await Sandbox.Do($"{Orders.BankA}/payments", Orders.Pay("P-1", 10_00));

        Assert.That(Advised(), Is.EqualTo(new[] { "P-1" }), "The answer came first.");
    }

    [Test]
    public async Task The_statement_differs_by_the_fen_that_was_asked()
    {
        await Sandbox.Fund(500_00);
        await Sandbox.Press(new { target = $"bank:{Seeds.BankA}.statement", kind = "statement-differs", amount = "CNY -0.01" });
        var today = Chassis.Calendar.ShenzhenTime.DateOf((await Sandbox.Get("/sandbox/clock")).GetProperty("now").GetDateTimeOffset());
        var path = $"{Orders.BankA}/accounts/{Seeds.EscrowAccount}/statement?date={today:yyyy-MM-dd}";

        var wrong = await Sandbox.Get(path);
        var right = await Sandbox.Get(path);

        Assert.That((wrong.GetProperty("closingBalance").GetString(), right.GetProperty("closingBalance").GetString()), Is.EqualTo(("CNY 499.99", "CNY 500.00")));
    }

    [Test]
    public async Task The_issuer_can_be_down_too()
    {
        await Sandbox.Press(new { target = "identity", kind = "down" });

        var (first, _) = await Sandbox.Client("bank-a", "a-secret");
        var (second, _) = await Sandbox.Client("bank-a", "a-secret");

        Assert.That((first, second), Is.EqualTo((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK)));
    }

    [TestCase("bank:102584002008.payment", "down")]
    [TestCase("bank:999999999999.payments", "down")]
    [TestCase("payments", "down")]
    [TestCase("bank:102584002008.identity", "down")]
    [TestCase("bank:102584002008.query", "statement-differs")]
    [TestCase("bank:", "down")]
    public async Task A_button_that_does_not_exist_is_refused(string target, string kind)
    {
        using var answer = await Sandbox.Post("/sandbox/faults", new { target, kind });

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    private List<string> Advised()
        => [.. Sandbox.Platform.Calls.Where(call => call.Path.EndsWith("payment-advices", StringComparison.Ordinal)).Select(call => Json.Read<PaymentAdvice>(call.Body).Reference)];

    /// <summary>Sends, sees that the fault has met it and that no answer comes, and gives up when <paramref name="until"/> has happened.</summary>
    private async Task NoAnswer(PaymentInstruction order, Func<Task>? until = null)
    {
        using var givesUp = new CancellationTokenSource();
        using var content = System.Net.Http.Json.JsonContent.Create(order, options: Json.Options);
        var sending = Sandbox.Http.PostAsync($"{Orders.BankA}/payments", content, givesUp.Token);
        await Eventually.Holds(async () => (await Sandbox.Get("/sandbox/faults")).GetProperty("faults").GetArrayLength() == 0, "the fault has met the call");
        if (until is not null) await until();
        Assert.That(sending.IsCompleted, Is.False, "There was an answer.");
        await givesUp.CancelAsync();
        Assert.That(async () => await sending, Throws.InstanceOf<OperationCanceledException>());
    }
}
