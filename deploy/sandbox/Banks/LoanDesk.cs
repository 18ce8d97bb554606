using Npgsql;
using Pengcheng.Chassis.Calendar;
using Pengcheng.Contracts;
using Pengcheng.Sandbox.Clock;

namespace Pengcheng.Sandbox.Banks;

/// <summary>A loan of a bank. Interest runs by the day, from <paramref name="InterestFrom"/>.</summary>
public sealed record Loan(
    string LoanNo, string Borrower, Money Principal, Money DailyInterest, Money Penalty, DateOnly InterestFrom, Money Paid, string Status)
{
    /// <summary>The interest up to a day; none before it begins.</summary>
    public Money InterestOn(DateOnly day) => DailyInterest * Math.Max(0, day.DayNumber - InterestFrom.DayNumber);

    /// <summary>What repays it on a day.</summary>
    public Money PayoffOn(DateOnly day) => Status == "settled" ? Money.Zero : Principal + InterestOn(day) + Penalty;
}

/// <summary>The loans of the banks: opened by the control API, quoted, and repaid by payments into the collection account.</summary>
public sealed class LoanDesk(NpgsqlDataSource database, SandboxClock clock)
{
    /// <summary>Grants a loan. False: the bank has one of this number.</summary>
    public async Task<bool> Open(string bank, OpenLoan loan)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.Sql("""
            insert into loans (bank, loan_no, borrower, principal_fen, daily_interest_fen, penalty_fen, interest_from)
            values (@bank, @loanNo, @borrower, @principal, @interest, @penalty, @from) on conflict do nothing
            """)
            .With("bank", bank).With("loanNo", loan.LoanNo).With("borrower", loan.Borrower).With("principal", loan.Principal.Minor)
            .With("interest", loan.DailyInterest.Minor).With("penalty", loan.Penalty?.Minor ?? 0L)
            .With("from", loan.OpenedOn ?? ShenzhenTime.DateOf(clock.Now)).Run() == 1;
    }

    /// <summary>Changes the terms, for instance so that a quote moves. Null: no such loan.</summary>
    public async Task<Loan?> Change(string bank, string loanNo, ChangeLoan change)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.Sql("""
            update loans set principal_fen = coalesce(@principal, principal_fen), daily_interest_fen = coalesce(@interest, daily_interest_fen),
                penalty_fen = coalesce(@penalty, penalty_fen)
            where bank = @bank and loan_no = @loanNo returning *
            """)
            .With("principal", change.Principal?.Minor).With("interest", change.DailyInterest?.Minor).With("penalty", change.Penalty?.Minor)
            .With("bank", bank).With("loanNo", loanNo).Row(Read);
    }

    /// <summary>The loan, or null.</summary>
    public async Task<Loan?> Find(string bank, string loanNo)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.Sql("select * from loans where bank = @bank and loan_no = @loanNo").With("bank", bank).With("loanNo", loanNo).Row(Read);
    }

    /// <summary>What repays the loan on a day, or null if there is no such loan. The quote is good through that day.</summary>
    public async Task<PayoffQuote?> Quote(Bank bank, string loanNo, DateOnly valueDate)
    {
        if (await Find(bank.Code, loanNo) is not { } loan) return null;
        var collection = new Party(bank.Code, bank.CollectionAccount, Seeds.CollectionName(bank));
        return loan.Status == "settled"
            ? new(loanNo, valueDate, Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero, valueDate, collection)
            : new(loanNo, valueDate, loan.Principal, loan.InterestOn(valueDate), loan.DailyInterest, loan.Penalty, loan.PayoffOn(valueDate),
                valueDate, collection);
    }

    /// <summary>
    /// Repays the loan that the remittance text names among its words, in the caller's transaction: interest and penalty first, then
    /// principal. Answers what was too much. Money for a loan that the bank does not know stays in the collection account until somebody asks.
    /// </summary>
    public static async Task<Money> Repay(NpgsqlConnection connection, string bank, string remittanceInfo, Money amount, DateTimeOffset at)
    {
        var words = remittanceInfo.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var loan = await connection.Sql("select * from loans where bank = @bank and loan_no = any(@words) for update").With("bank", bank).With("words", words).Row(Read);
        if (loan is null) return Money.Zero;
        var day = ShenzhenTime.DateOf(at);
        var payoff = loan.PayoffOn(day);
        var taken = Money.Min(payoff, amount);
        var remains = payoff - taken;
        await connection.Sql("""
            update loans set principal_fen = @remains, penalty_fen = 0, interest_from = greatest(interest_from, @day), paid_fen = paid_fen + @taken,
                status = case when @remains = 0 then 'settled' else 'open' end
            where bank = @bank and loan_no = @loanNo
            """)
            .With("remains", remains.Minor).With("day", day).With("taken", taken.Minor).With("bank", bank).With("loanNo", loan.LoanNo).Run();
        return amount - taken;
    }

    private static Loan Read(NpgsqlDataReader row) => new(
        row.Get<string>("loan_no"), row.Get<string>("borrower"), Money.Cny(row.Get<long>("principal_fen")), Money.Cny(row.Get<long>("daily_interest_fen")),
        Money.Cny(row.Get<long>("penalty_fen")), row.Get<DateOnly>("interest_from"), Money.Cny(row.Get<long>("paid_fen")), row.Get<string>("status"));
}
