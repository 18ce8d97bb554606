using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Pengcheng.Escrow.Banks;

/// <summary>Banks over HTTP and JSON, one base address with the bank's code in the path.</summary>
public sealed class HttpBanks(HttpClient http, EscrowPolicy policy) : IBanks
{
    private sealed record PaymentReply(string Reference, string Status, string? BankReference, string? Code, string? Reason, Money Amount);

    private sealed record NameCheckReply(bool Match, string AccountStatus);

    private string AccountBank => policy.AccountBank;

    /// <inheritdoc/>
    public async Task<RecordPaymentAnswer> Pay(PaymentInstructed instruction, InstructionEvidence signature, CancellationToken cancel)
    {
        var unknown = new RecordPaymentAnswer(instruction.Reference, PaymentAnswer.Unknown);
        var body = new
        {
            reference = instruction.Reference,
            debtorAccount = instruction.DebtorAccount,
            creditor = instruction.Creditor,
            amount = instruction.Amount,
            purpose = instruction.Purpose,
            remittanceInfo = instruction.RemittanceInfo,
            signature = new { keyId = signature.KeyId, algorithm = "SM2", value = signature.Signature },
        };
        try
        {
            using var answer = await http.PostAsJsonAsync($"{AccountBank}/v1/payments", body, ContractJson.Events, cancel);
            // Anything but a payment, be it a 500 or a 409, says nothing about whether money moved: ask by the reference.
            if (!answer.IsSuccessStatusCode) return unknown;
            return Read(await answer.Content.ReadFromJsonAsync<PaymentReply>(ContractJson.Events, cancel), instruction.Reference);
        }
        catch (Exception silence) when (IsSilence(silence, cancel))
        {
            return unknown;
        }
    }

    /// <inheritdoc/>
    public async Task<RecordPaymentAnswer> Query(string reference, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.GetAsync($"{AccountBank}/v1/payments/{Uri.EscapeDataString(reference)}", cancel);
            if (answer.StatusCode == HttpStatusCode.NotFound)
                return new RecordPaymentAnswer(reference, await SaysNotFound(answer, cancel) ? PaymentAnswer.NotFound : PaymentAnswer.Unknown);
            return answer.IsSuccessStatusCode
                ? Read(await answer.Content.ReadFromJsonAsync<PaymentReply>(ContractJson.Events, cancel), reference)
                : new RecordPaymentAnswer(reference, PaymentAnswer.Unknown);
        }
        catch (Exception silence) when (IsSilence(silence, cancel))
        {
            return new RecordPaymentAnswer(reference, PaymentAnswer.Unknown);
        }
    }

    /// <inheritdoc/>
    public async Task<NameCheck> Check(BankAccount account, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync($"{AccountBank}/v1/name-checks", account, ContractJson.Events, cancel);
        answer.EnsureSuccessStatusCode();
        var reply = await Body<NameCheckReply>(answer, cancel);
        return new NameCheck(reply.Match, reply.AccountStatus == "open");
    }

    /// <inheritdoc/>
    public async Task<PayoffQuote> Quote(CnapsCode lender, string loanNo, DateOnly valueDate, CancellationToken cancel)
    {
        using var answer = await http.GetAsync($"{lender}/v1/loans/{Uri.EscapeDataString(loanNo)}/payoff-quote?valueDate={valueDate:yyyy-MM-dd}", cancel);
        answer.EnsureSuccessStatusCode();
        return await Body<PayoffQuote>(answer, cancel);
    }

    /// <inheritdoc/>
    public async Task<BankStatement> Statement(DateOnly date, CancellationToken cancel)
    {
        using var answer = await http.GetAsync($"{AccountBank}/v1/accounts/{policy.AccountNumber}/statement?date={date:yyyy-MM-dd}", cancel);
        answer.EnsureSuccessStatusCode();
        return await Body<BankStatement>(answer, cancel);
    }

    private static RecordPaymentAnswer Read(PaymentReply? reply, string reference)
    {
        if (reply is null || reply.Reference != reference) return new RecordPaymentAnswer(reference, PaymentAnswer.Unknown);
        var answer = reply.Status switch
        {
            "accepted" => PaymentAnswer.Accepted,
            "settled" => PaymentAnswer.Settled,
            "refused" => PaymentAnswer.Refused,
            "returned" => PaymentAnswer.Returned,
            _ => PaymentAnswer.Unknown,
        };
        return new RecordPaymentAnswer(reference, answer, reply.Amount, reply.BankReference, reply.Code, reply.Reason);
    }

    // A wrong address or a proxy answers 404 too; only the bank's own problem says that the payment is not there.
    private static async Task<bool> SaysNotFound(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json") return false;
        using var problem = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancel), cancellationToken: cancel);
        return problem.RootElement.TryGetProperty("type", out var type) && type.GetString()?.EndsWith("bank.payment-not-found", StringComparison.Ordinal) == true;
    }

    private static async Task<T> Body<T>(HttpResponseMessage answer, CancellationToken cancel) where T : class
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync<T>(ContractJson.Events, cancel) ?? throw new HttpRequestException("The bank's answer is empty.");
        }
        catch (JsonException unreadable)
        {
            throw new HttpRequestException($"The bank's answer cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static bool IsSilence(Exception failure, CancellationToken cancel) =>
        !cancel.IsCancellationRequested && failure is HttpRequestException or TimeoutRejectedException or BrokenCircuitException or JsonException or IOException or OperationCanceledException;
}
