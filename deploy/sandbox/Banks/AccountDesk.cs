using Npgsql;
using Pengcheng.Contracts;

namespace Pengcheng.Sandbox.Banks;

/// <summary>An account as the control API shows it.</summary>
public sealed record AccountView(string Bank, string Account, string Name, string Status, string Kind, Money Balance);

/// <summary>Accounts of the outside world: registered, closed, renamed.</summary>
public sealed class AccountDesk(NpgsqlDataSource database)
{
    /// <summary>Registers the account, or gives one that is there this name and state.</summary>
    public async Task<AccountView> Open(string bank, OpenAccount account)
    {
        await using var connection = await database.OpenConnectionAsync();
        return View(await connection.Sql("""
            insert into accounts (bank, account, name, status, kind) values (@bank, @account, @name, @status, 'customer')
            on conflict (bank, account) do update set name = excluded.name, status = excluded.status returning *
            """)
            .With("bank", bank).With("account", account.Account).With("name", account.Name).With("status", account.Status).Row(Ledger.ReadAccount))!;
    }

    /// <summary>Changes the account. Null: there is none.</summary>
    public async Task<AccountView?> Change(string bank, string account, ChangeAccount change)
    {
        await using var connection = await database.OpenConnectionAsync();
        return View(await connection.Sql("""
            update accounts set status = coalesce(@status, status), name = coalesce(@name, name) where bank = @bank and account = @account returning *
            """)
            .With("status", change.Status).With("name", change.Name).With("bank", bank).With("account", account).Row(Ledger.ReadAccount));
    }

    /// <summary>The account, or null.</summary>
    public async Task<AccountView?> Find(string bank, string account)
    {
        await using var connection = await database.OpenConnectionAsync();
        return View(await Ledger.Find(connection, bank, account));
    }

    private static AccountView? View(Account? account)
        => account is null ? null : new(account.Bank, account.Number, account.Name, account.Status, account.Kind, Money.Cny(account.BalanceFen));
}
