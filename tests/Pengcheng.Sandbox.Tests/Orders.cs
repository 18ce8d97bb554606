using Pengcheng.Chassis.Crypto;
using Pengcheng.Contracts;
using Pengcheng.Sandbox.Banks;
using Pengcheng.Testing;

namespace Pengcheng.Sandbox.Tests;

/// <summary>Payment instructions as the escrow service signs them, and money for them.</summary>
public static class Orders
{
    /// <summary>Bank A's API.</summary>
    public const string BankA = $"/banks/{Seeds.BankA}/v1";

    /// <summary>Bank A's control API.</summary>
    public const string ControlA = $"/sandbox/banks/{Seeds.BankA}";

    /// <summary>A seller.</summary>
    public static readonly Party Seller = new(Seeds.BankB, "6226000000000001", "李秀英");

    /// <summary>A signed instruction to pay out of the escrow account.</summary>
    public static PaymentInstruction Pay(string reference, long fen, Party? to = null, string remittanceInfo = "DY202405010000017", string? key = null)
    {
        var order = new PaymentInstruction(reference, Seeds.EscrowAccount, to ?? Seller, Money.Cny(fen), "seller-remainder", remittanceInfo, new("", "", ""));
        return order with { Signature = new(Platform.KeyId, "SM2", Convert.ToBase64String(Sm2.Sign(key ?? Platform.PrivateKey, order.SignedText()))) };
    }

    /// <summary>Lets a buyer pay into the escrow account.</summary>
    public static async Task<string> Fund(this SandboxServer sandbox, long fen)
        => (await sandbox.Do($"{ControlA}/incoming", new
        {
            amount = Money.Cny(fen),
            remittanceInfo = "DY202405010000017",
            payer = new Party(Seeds.BankB, "6226000000000099", "张伟"),
        })).GetProperty("bankReference").GetString()!;

    /// <summary>The balance of an account.</summary>
    public static async Task<string> Balance(this SandboxServer sandbox, string bank, string account)
        => (await sandbox.Get($"/sandbox/banks/{bank}/accounts/{account}")).GetProperty("balance").GetString()!;

    /// <summary>The balance of the escrow account.</summary>
    public static Task<string> EscrowBalance(this SandboxServer sandbox) => sandbox.Balance(Seeds.BankA, Seeds.EscrowAccount);

    /// <summary>Waits until the bank says that the payment has this status.</summary>
    public static Task<string> Becomes(this SandboxServer sandbox, string reference, string status) => Eventually.Found(async () =>
    {
        var payments = (await sandbox.Get($"{ControlA}/payments?reference={reference}")).GetProperty("payments");
        return payments.GetArrayLength() == 1 && payments[0].GetProperty("payment").GetProperty("status").GetString() == status ? status : null;
    }, $"payment {reference} is {status}");

    /// <summary>Presses a fault button.</summary>
    public static async Task<long> Press(this SandboxServer sandbox, object fault) => (await sandbox.Do("/sandbox/faults", fault)).GetProperty("id").GetInt64();
}
