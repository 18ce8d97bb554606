using Npgsql;
using Pengcheng.Escrow.Accounts;

namespace Pengcheng.Escrow.Work;

/// <summary>
/// Whether statement and ledger agree, asked before every payment. The answer is a row written in the commit of the account's own
/// events, since its stream grows with every day and every stray credit.
/// </summary>
public sealed class AccountOrder(NpgsqlDataSource database, Commands<EscrowAccount> accounts)
{
    /// <summary>Whether money may go out.</summary>
    public async Task<bool> IsKept(CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select in_order from account_order");
        return (bool?)await command.ExecuteScalarAsync(cancel)
            // A store older than the row, or an account without an event.
            ?? (await accounts.Load(EscrowAccount.StreamId, cancel)).State?.IsInOrder ?? true;
    }
}
