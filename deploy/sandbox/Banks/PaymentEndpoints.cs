using System.Text;
using Npgsql;
using Pengcheng.Chassis.Crypto;
using Pengcheng.Sandbox.Deliveries;
using Pengcheng.Sandbox.Faults;

namespace Pengcheng.Sandbox.Banks;

/// <summary><c>/banks/{bank}/v1/payments</c>: instruct and query.</summary>
public static class PaymentEndpoints
{
    private const int LongestReference = 64;

    /// <summary>Adds the endpoints.</summary>
    public static void MapPayments(this RouteGroupBuilder banks)
    {
        banks.MapPost("/payments", Instruct)
            .WithSummary("Instructs a payment. The same reference with the same content is the same payment; with other content it is refused (409).")
            .Produces<PaymentStatus>(202).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);

        banks.MapGet("/payments/{reference}", async (string bank, string reference, HttpContext context, PaymentDesk desk, FaultBook faults, TimeProvider time) =>
        {
            var fault = await faults.Take($"bank:{bank}.query", reference);
            if (await context.Before(fault, time) is { } failed) return failed;
            if (fault?.Kind == Kinds.Refuse) return Problems.Of(500, $"bank.{fault.Code ?? "internal"}", "The query failed (fault button).", "查询失败（故障按钮）。");
            return await desk.Query(bank, reference) is { } payment
                ? Results.Ok(payment)
                : Problems.Of(404, "bank.payment-not-found", "The bank has no payment of this reference.", "银行没有该编号的支付。");
        }).WithSummary("How a payment stands.").Produces<PaymentStatus>().ProducesProblem(404);
    }

    private static async Task<IResult> Instruct(
        string bank, PaymentInstruction instruction, HttpContext context, PaymentDesk desk, EscrowKeys keys, FaultBook faults,
        Outgoing outgoing, NpgsqlDataSource database, TimeProvider time)
    {
        if (WhyMalformed(instruction) is { } malformed) return malformed;
        var fault = await faults.Take($"bank:{bank}.payments", $"{instruction.Reference} {instruction.RemittanceInfo}");
        if (await context.Before(fault, time) is { } failed) return failed;

        await using (var connection = await database.OpenConnectionAsync())
            if (await Ledger.Find(connection, bank, instruction.DebtorAccount) is null)
                return Problems.Of(404, "bank.account-not-found", "The bank does not keep the debtor account.", "付款账户不在本行。");
        try
        {
            // What is not signed by the account's holder is no instruction: nothing is kept under its reference.
            if (!await IsSigned(instruction, keys))
                return Results.Accepted(value: new PaymentStatus(instruction.Reference, "refused", null, "bad-signature",
                    "The signature does not verify. 签名验证失败。", instruction.Amount, context.RequestServices.GetRequiredService<Clock.SandboxClock>().Now));
        }
        catch (HttpRequestException unreachable)
        {
            return Problems.Of(503, "bank.signing-keys-unreachable", $"The signing keys cannot be fetched: {unreachable.Message}", "暂时无法获取签名公钥。");
        }

        var payment = await desk.Take(bank, instruction, Treat(fault));
        if (payment is null) return Problems.Of(409, "bank.reference-reused", "The reference stands for another payment.", "该编号已用于内容不同的支付。");
        switch (fault?.Kind)
        {
            case Kinds.AcceptThenTimeOut:
                return await context.NeverAnswer(time);
            case Kinds.OutOfOrder:
                await Overtaken(outgoing, payment.Reference, TimeSpan.FromMilliseconds(fault.Milliseconds ?? 2_000), time, context.RequestAborted);
                break;
        }
        return Results.Accepted(value: payment);
    }

    private static IResult? WhyMalformed(PaymentInstruction instruction)
        => !instruction.Amount.IsPositive ? Problems.Invalid("amount must be above zero.", "金额须大于零。")
            : instruction.Reference.Length is 0 or > LongestReference ? Problems.Invalid($"reference has 1 to {LongestReference} characters.", $"reference 长度须为 1 至 {LongestReference}。")
            : !IsBankCode(instruction.Creditor.BankCode) ? Problems.Invalid("creditor.bankCode is a 12-digit CNAPS number.", "creditor.bankCode 须为 12 位联行号。")
            : null;

    /// <summary>The shape of a CNAPS number; whether its check digit is right is the clearing system's business.</summary>
    public static bool IsBankCode(string text) => text.Length == 12 && text.All(char.IsAsciiDigit);

    private static async Task<bool> IsSigned(PaymentInstruction instruction, EscrowKeys keys)
    {
        var signature = new byte[instruction.Signature.Value.Length];
        return instruction.Signature.Algorithm == Sm2.Name
            && Convert.TryFromBase64String(instruction.Signature.Value, signature, out var length)
            && await keys.Find(instruction.Signature.KeyId) is { } key
            && Sm2.Verify(key, instruction.SignedText(), signature[..length]);
    }

    private static Treatment Treat(Fault? fault) => fault?.Kind switch
    {
        Kinds.Refuse => new Treatment(RefuseWith: fault.Code ?? "internal"),
        Kinds.AcceptThenTimeOut => new Treatment(SilencedBy: fault.Id),
        Kinds.AnswerTwice => new Treatment(AdviceCopies: 2),
        Kinds.OutOfOrder => new Treatment(SettleAtOnce: true),
        _ => new Treatment(),
    };

    private static async Task Overtaken(Outgoing outgoing, string reference, TimeSpan atMost, TimeProvider time, CancellationToken stop)
    {
        var until = time.GetUtcNow() + atMost;
        while (time.GetUtcNow() < until && !(await outgoing.Latest("delivered", reference)).Exists(sent => sent.Target == PaymentAdvice.Path))
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, stop);
    }
}
