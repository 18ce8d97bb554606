using Npgsql;
using Pengcheng.Contracts;

namespace Pengcheng.Sandbox.Banks;

/// <summary>A loan to grant; <paramref name="OpenedOn"/> is the day from which interest runs, today if not given.</summary>
public sealed record OpenLoan(string LoanNo, string Borrower, Money Principal, Money DailyInterest, Money? Penalty = null, DateOnly? OpenedOn = null);

/// <summary>New terms of a loan; what is not given stays.</summary>
public sealed record ChangeLoan(Money? Principal = null, Money? DailyInterest = null, Money? Penalty = null);

/// <summary>An account to register.</summary>
public sealed record OpenAccount(string Account, string Name, string Status = "open");

/// <summary>A change of an account: closed, reopened, renamed.</summary>
public sealed record ChangeAccount(string? Status = null, string? Name = null);

/// <summary>Money to let come in. Without a payer it comes from this bank's own disbursement account.</summary>
public sealed record ReceiveMoney(Money Amount, string RemittanceInfo, string Account = Seeds.EscrowAccount, Party? Payer = null);

/// <summary>A credit to take back.</summary>
public sealed record ReverseCredit(string BankReference, string Reason);

/// <summary>A settled payment that the creditor's bank sends back.</summary>
public sealed record ReturnPayment(string Reference, string Code = "account-closed", string Reason = "returned by the creditor's bank 收款行退回");

/// <summary><c>/sandbox/banks</c>: moves the outside world of the banks, and looks into their books.</summary>
public static class ControlEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapBankControl(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sandbox/banks/duplicates", async (string? prefix, StatementDesk books) => new
        {
            duplicates = await books.Duplicates(),
            debits = prefix is null ? null : await books.DebitsOf(prefix),
        }).WithTags("Bank control").WithSummary("Payments made twice, as the books have it; with `prefix` also what left under references that begin so.");

        var banks = routes.MapGroup("/sandbox/banks/{bank}").WithTags("Bank control").AddEndpointFilter(BankEndpoints.KnownBank);
        MapMoney(banks);
        MapLoans(banks);
        MapAccounts(banks);
        banks.MapGet("/payments", async (string bank, string? reference, string? remittanceInfo, string? prefix, StatementDesk books) =>
            new { payments = await books.Payments(bank, reference, remittanceInfo, prefix) }).WithSummary("Payments in the books.");
        banks.MapGet("/entries", async (string bank, string? account, string? remittanceInfo, string? reference, StatementDesk books) =>
            new { entries = await books.Entries(bank, account, remittanceInfo, reference) }).WithSummary("Entries in the books.");
    }

    private static void MapMoney(RouteGroupBuilder banks)
    {
        banks.MapPost("/incoming", async (string bank, ReceiveMoney money, CreditDesk desk) =>
        {
            if (!money.Amount.IsPositive) return Problems.Invalid("amount must be above zero.", "金额须大于零。");
            if (money.Payer is { } given && !PaymentEndpoints.IsBankCode(given.BankCode)) return Problems.Invalid("payer.bankCode is a 12-digit CNAPS number.", "payer.bankCode 须为 12 位联行号。");
            var own = Seeds.FindBank(bank)!;
            var payer = money.Payer ?? new Party(own.Code, own.FundingAccount, Seeds.FundingName(own));
            // The escrow account is at bank A, by whichever bank the money is sent.
            var keeper = money.Account == Seeds.EscrowAccount ? Seeds.BankA : bank;
            return await desk.Receive(keeper, money.Account, payer, money.Amount, money.RemittanceInfo) is { } booked
                ? Results.Accepted(value: booked) : BankEndpoints.AccountNotFound();
        }).WithSummary("Lets money come into the escrow account; the credit advice follows.").Produces<Booked>(202).ProducesProblem(400).ProducesProblem(404);

        banks.MapPost("/reversals", async (string bank, ReverseCredit credit, CreditDesk desk) =>
            await desk.Reverse(bank, credit.BankReference, credit.Reason) is { } booked
                ? Results.Accepted(value: booked)
                : Problems.Of(409, "bank.not-reversible", "There is no such credit, or it was taken back before.", "没有该笔入账，或已冲正。"))
            .WithSummary("Takes a credit back; the reversal advice follows.").Produces<Booked>(202).ProducesProblem(409);

        banks.MapPost("/returns", async (string bank, ReturnPayment payment, CreditDesk desk) =>
            await desk.Return(bank, payment.Reference, payment.Code, payment.Reason) is { } returned
                ? Results.Accepted(value: returned)
                : Problems.Of(409, "bank.not-returnable", "There is no settled payment of this reference.", "没有该编号的已结算支付。"))
            .WithSummary("Sends a settled payment back; a payment advice with status `returned` follows.").Produces<PaymentStatus>(202).ProducesProblem(409);
    }

    private static void MapLoans(RouteGroupBuilder banks)
    {
        banks.MapPost("/loans", async (string bank, OpenLoan loan, LoanDesk desk) =>
            loan.Principal.IsNegative || loan.DailyInterest.IsNegative || loan.Penalty is { IsNegative: true }
                ? Problems.Invalid("principal, dailyInterest and penalty are not below zero.", "本金、日息和违约金不得为负。")
            : await desk.Open(bank, loan)
                ? Results.Created($"/sandbox/banks/{bank}/loans/{loan.LoanNo}", await desk.Find(bank, loan.LoanNo))
                : Problems.Of(409, "bank.loan-exists", "The bank has a loan of this number.", "该贷款编号已存在。"))
            .WithSummary("Grants a loan.").Produces<Loan>(201).ProducesProblem(400).ProducesProblem(409);

        banks.MapPatch("/loans/{loanNo}", async (string bank, string loanNo, ChangeLoan change, LoanDesk desk) =>
            await desk.Change(bank, loanNo, change) is { } loan ? Results.Ok(loan) : LoanNotFound())
            .WithSummary("Changes the terms, so that the next quote differs.").Produces<Loan>().ProducesProblem(404);

        banks.MapGet("/loans/{loanNo}", async (string bank, string loanNo, LoanDesk desk) =>
            await desk.Find(bank, loanNo) is { } loan ? Results.Ok(loan) : LoanNotFound())
            .WithSummary("A loan.").Produces<Loan>().ProducesProblem(404);
    }

    private static void MapAccounts(RouteGroupBuilder banks)
    {
        banks.MapPost("/accounts", async (string bank, OpenAccount account, AccountDesk desk) =>
            account.Status is not ("open" or "closed") ? StatusUnknown()
            : Results.Created($"/sandbox/banks/{bank}/accounts/{account.Account}", await desk.Open(bank, account)))
            .WithSummary("Registers an account, or renames one that is there.").Produces<AccountView>(201).ProducesProblem(400);

        banks.MapPatch("/accounts/{account}", async (string bank, string account, ChangeAccount change, AccountDesk desk) =>
            change.Status is not (null or "open" or "closed") ? StatusUnknown()
            : await desk.Change(bank, account, change) is { } changed ? Results.Ok(changed) : BankEndpoints.AccountNotFound())
            .WithSummary("Closes, reopens or renames an account.").Produces<AccountView>().ProducesProblem(404);

        banks.MapGet("/accounts/{account}", async (string bank, string account, AccountDesk desk) =>
            await desk.Find(bank, account) is { } found ? Results.Ok(found) : BankEndpoints.AccountNotFound())
            .WithSummary("An account and its balance.").Produces<AccountView>().ProducesProblem(404);
    }

    private static IResult StatusUnknown() => Problems.Invalid("status is open or closed.", "status 须为 open 或 closed。");

    private static IResult LoanNotFound() => Problems.Of(404, "bank.loan-not-found", "The bank has no loan of this number.", "银行没有该编号的贷款。");
}
