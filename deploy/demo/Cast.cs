using System.Globalization;
using System.Text.Json;
using Pengcheng.Contracts;
using Pengcheng.Contracts.Identifiers;

namespace Pengcheng.Demo;

/// <summary>An account as banks write it.</summary>
public sealed record Account(string BankCode, string Number, string Name)
{
    /// <summary>On the wire.</summary>
    public object Wire => new { bankCode = BankCode, account = Number, name = Name };

    /// <summary>From the wire.</summary>
    public static Account Read(JsonElement wire) =>
        new(wire.GetProperty("bankCode").GetString()!, wire.GetProperty("account").GetString()!, wire.GetProperty("name").GetString()!);
}

/// <summary>The banks of the sandbox.</summary>
public static class Banks
{
    /// <summary>Bank of Lianhua (莲花银行): keeps the escrow account and lends to buyers.</summary>
    public const string A = "102584002008";

    /// <summary>Bank of Wutong (梧桐银行): the sellers' lender.</summary>
    public const string B = "308584000013";

    /// <summary>The provident fund centre (住房公积金管理中心).</summary>
    public const string Fund = "104584000003";

    /// <summary>The escrow account.</summary>
    public const string EscrowAccount = "4000010229200880001";

    /// <summary>Where old loans of a bank are repaid.</summary>
    public static string Collection(string bank) => bank switch
    {
        A => "4000010229200990001",
        B => "7559030801100990001",
        _ => "7440104584000990001",
    };

    /// <summary>Where a bank lends from.</summary>
    public static Account Funding(string bank) => bank switch
    {
        A => new Account(A, "4000010229200990002", "莲花银行贷款发放户"),
        B => new Account(B, "7559030801100990002", "梧桐银行贷款发放户"),
        _ => new Account(Fund, "7440104584000990002", "深圳市住房公积金管理中心贷款发放户"),
    };
}

/// <summary>One deal's people, home, loans and amounts: made up, and different each time.</summary>
public sealed class Cast
{
    private readonly Random _dice;

    /// <summary>A cast that depends on nothing but the seed.</summary>
    public Cast(int seed)
    {
        _dice = new Random(seed);
        var tag = Convert.ToHexStringLower(BitConverter.GetBytes(_dice.NextInt64()))[..12];
        (Buyer, Seller) = ($"citizen-b{tag}", $"citizen-s{tag}");
        BuyerAccount = new Account(Banks.B, Digits("622600", 16), Name());
        SellerAccount = new Account(Banks.A, Digits("621700", 16), Name());
        StrangerAccount = new Account(Banks.B, Digits("623000", 16), Name());
        OtherSellerAccount = SellerAccount with { BankCode = Banks.B, Number = Digits("621799", 16) };
        UnitNo = $"440304005003GB{Digits("", 5)}F{Digits("", 8)}";
        AcceptanceNo = $"SZ{Digits("", 10)}";
        BankLoanNo = $"WT{Digits("", 10)}";
        FundLoanNo = $"GJJ{Digits("", 10)}";
        BankMortgage = $"粤(2019)深圳市不动产证明第{Digits("", 7)}号";
        FundMortgage = $"粤(2020)深圳市不动产证明第{Digits("", 7)}号";
        Certificate = $"粤(2026)深圳市不动产权第{Digits("", 7)}号";
        Price = Money.Cny(_dice.Next(30_000, 90_000) * 10_000L + _dice.Next(0, 100));
        DownPayment = Money.Cny(Price.Minor * 3 / 10);
        FundLoan = Money.Cny(80_000_000);
        BankLoan = Price - DownPayment - FundLoan;
        OldBankLoan = Money.Cny(Price.Minor / 4 + _dice.Next(0, 10_000));
        OldFundLoan = Money.Cny(20_000_000 + _dice.Next(0, 1_000_000));
    }

    /// <summary>The buyer's subject.</summary>
    public string Buyer { get; }

    /// <summary>The seller's subject.</summary>
    public string Seller { get; }

    /// <summary>Where the buyer pays from.</summary>
    public Account BuyerAccount { get; }

    /// <summary>Where the seller is paid.</summary>
    public Account SellerAccount { get; }

    /// <summary>Somebody who has no part in the deal.</summary>
    public Account StrangerAccount { get; }

    /// <summary>Another account of the seller, at another bank.</summary>
    public Account OtherSellerAccount { get; }

    /// <summary>The home.</summary>
    public string UnitNo { get; }

    /// <summary>The application at the registry.</summary>
    public string AcceptanceNo { get; }

    /// <summary>The seller's bank loan, at bank B.</summary>
    public string BankLoanNo { get; }

    /// <summary>The seller's provident-fund loan.</summary>
    public string FundLoanNo { get; }

    /// <summary>The proof of the bank's mortgage.</summary>
    public string BankMortgage { get; }

    /// <summary>The proof of the fund's mortgage.</summary>
    public string FundMortgage { get; }

    /// <summary>The buyer's new certificate.</summary>
    public string Certificate { get; }

    /// <summary>P.</summary>
    public Money Price { get; }

    /// <summary>D.</summary>
    public Money DownPayment { get; }

    /// <summary>The new loan of bank A.</summary>
    public Money BankLoan { get; }

    /// <summary>The new provident-fund loan.</summary>
    public Money FundLoan { get; }

    /// <summary>Principal of the seller's bank loan.</summary>
    public Money OldBankLoan { get; }

    /// <summary>Principal of the seller's provident-fund loan.</summary>
    public Money OldFundLoan { get; }

    /// <summary>Digits after a prefix, up to a length.</summary>
    public string Digits(string prefix, int length)
    {
        var text = prefix;
        while (text.Length < length) text += _dice.Next(0, 10).ToString(CultureInfo.InvariantCulture);
        return text;
    }

    private string Name() => "张王李赵陈刘杨黄周吴"[_dice.Next(10)].ToString() + "伟芳娜敏静强磊洋艳杰"[_dice.Next(10)];
}
