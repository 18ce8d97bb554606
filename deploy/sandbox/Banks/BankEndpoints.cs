using Npgsql;
using Pengcheng.Contracts;
using Pengcheng.Sandbox.Faults;

namespace Pengcheng.Sandbox.Banks;

/// <summary><c>/banks/{bank}/v1</c>: what a bank offers to the trustee.</summary>
public static class BankEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapBanks(this IEndpointRouteBuilder routes)
    {
        var banks = routes.MapGroup("/banks/{bank}/v1").WithTags("Bank API").AddEndpointFilter(KnownBank);
        banks.MapPayments();

        banks.MapPost("/name-checks", async (string bank, NameCheck check, HttpContext context, FaultBook faults, NpgsqlDataSource database, TimeProvider time) =>
        {
            var fault = await faults.Take($"bank:{bank}.name-check", $"{check.Account} {check.Name}");
            if (await context.Before(fault, time) is { } failed) return failed;
            if (fault?.Kind == Kinds.Refuse)
                return Results.Ok(fault.Code == "account-closed" ? new NameCheckAnswer(true, "closed") : new NameCheckAnswer(false, "open"));
            await using var connection = await database.OpenConnectionAsync();
            // An account that nobody has registered belongs to whoever is asked about.
            return Results.Ok(await Ledger.Find(connection, check.BankCode, check.Account) is { } account
                ? new NameCheckAnswer(account.Name == check.Name, account.Status)
                : new NameCheckAnswer(true, "open"));
        }).WithSummary("Whether an account bears a name, and is open.").Produces<NameCheckAnswer>();

        banks.MapGet("/accounts/{account}/statement", async (
            string bank, string account, DateOnly date, HttpContext context, FaultBook faults, StatementDesk desk, TimeProvider time) =>
        {
            var fault = await faults.Take($"bank:{bank}.statement", account);
            if (await context.Before(fault, time) is { } failed) return failed;
            if (fault?.Kind == Kinds.Refuse) return Problems.Of(500, $"bank.{fault.Code ?? "internal"}", "No statement now (fault button).", "暂不能出具对账单（故障按钮）。");
            if (await desk.Of(bank, account, date) is not { } statement) return AccountNotFound();
            return Results.Ok(fault?.Kind == Kinds.StatementDiffers
                ? statement with { ClosingBalance = statement.ClosingBalance + (fault.Amount ?? Money.Cny(1)) }
                : statement);
        }).WithSummary("A day of an account, by the date in Shenzhen.").Produces<Statement>().ProducesProblem(404);

        banks.MapGet("/loans/{loanNo}/payoff-quote", async (
            string bank, string loanNo, DateOnly valueDate, HttpContext context, FaultBook faults, LoanDesk desk, TimeProvider time) =>
        {
            var fault = await faults.Take($"bank:{bank}.quote", loanNo);
            if (await context.Before(fault, time) is { } failed) return failed;
            if (fault?.Kind == Kinds.Refuse) return Problems.Of(409, $"bank.{fault.Code ?? "quote-refused"}", "The bank gives no quote (fault button).", "银行不予报价（故障按钮）。");
            return await desk.Quote(Seeds.FindBank(bank)!, loanNo, valueDate) is { } quote
                ? Results.Ok(quote)
                : Problems.Of(404, "bank.loan-not-found", "The bank has no loan of this number.", "银行没有该编号的贷款。");
        }).WithSummary("What repays a loan in full on a day.").Produces<PayoffQuote>().ProducesProblem(404);
    }

    /// <summary>404 for a bank that the sandbox does not play.</summary>
    public static async ValueTask<object?> KnownBank(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        => context.HttpContext.GetRouteValue("bank") is string code && Seeds.FindBank(code) is null
            ? Problems.Of(404, "bank.unknown", $"The sandbox plays the banks {string.Join(", ", Seeds.Banks.Select(bank => bank.Code))}.", "测试环境中没有该银行。")
            : await next(context);

    /// <summary>404 for an account that the bank does not keep.</summary>
    public static IResult AccountNotFound() => Problems.Of(404, "bank.account-not-found", "The bank does not keep this account.", "该账户不在本行。");
}
