using Npgsql;

namespace Pengcheng.Sandbox.Banks;

/// <summary>A bank that the sandbox plays.</summary>
public sealed record Bank(string Code, string English, string Chinese, string ClientId, string CollectionAccount, string FundingAccount);

/// <summary>The banks and the accounts that are there from the start.</summary>
public static class Seeds
{
    /// <summary>Commercial bank A, which also keeps the escrow account.</summary>
    public const string BankA = "102584002008";
    /// <summary>Commercial bank B.</summary>
    public const string BankB = "308584000013";
    /// <summary>The provident fund centre as lender.</summary>
    public const string ProvidentFund = "104584000003";
    /// <summary>The escrow account, at bank A.</summary>
    public const string EscrowAccount = "4000010229200880001";
    /// <summary>Whose it is.</summary>
    public const string EscrowName = "深圳市住房公积金管理中心资金托管专户";

    /// <summary>All banks.</summary>
    public static readonly IReadOnlyList<Bank> Banks =
    [
        new(BankA, "Bank of Lianhua", "莲花银行", "bank-a", "4000010229200990001", "4000010229200990002"),
        new(BankB, "Bank of Wutong", "梧桐银行", "bank-b", "7559030801100990001", "7559030801100990002"),
        new(ProvidentFund, "Shenzhen Housing Provident Fund Management Centre", "深圳市住房公积金管理中心", "bank-pfc", "7440104584000990001", "7440104584000990002"),
    ];

    /// <summary>The bank of this code, or null.</summary>
    public static Bank? FindBank(string code) => Banks.FirstOrDefault(bank => bank.Code == code);

    /// <summary>The bank for which a client speaks.</summary>
    public static string BankOfClient(string clientId) => Banks.Single(bank => bank.ClientId == clientId).Code;

    /// <summary>The name of the account into which loans of this bank are repaid.</summary>
    public static string CollectionName(Bank bank) => bank.Chinese + "贷款归集户";

    /// <summary>The name of the account from which this bank disburses.</summary>
    public static string FundingName(Bank bank) => bank.Chinese + "贷款发放户";

    /// <summary>Opens the accounts that are missing.</summary>
    public static async Task Plant(NpgsqlDataSource database, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await Open(connection, BankA, EscrowAccount, EscrowName, "escrow", stop);
        foreach (var bank in Banks)
        {
            await Open(connection, bank.Code, bank.CollectionAccount, CollectionName(bank), "collection", stop);
            await Open(connection, bank.Code, bank.FundingAccount, FundingName(bank), "funding", stop);
        }
    }

    private static Task<int> Open(NpgsqlConnection connection, string bank, string account, string name, string kind, CancellationToken stop)
        => connection.Sql("insert into accounts (bank, account, name, status, kind) values (@bank, @account, @name, 'open', @kind) on conflict do nothing")
            .With("bank", bank).With("account", account).With("name", name).With("kind", kind).Run(stop);
}
