using System.Globalization;
using System.Text.Json;
using Pengcheng.Contracts;

namespace Pengcheng.Demo;

/// <summary>
/// One deal as its participants play it, step by step. Everything the platform is told goes through the gateway; what
/// happens in banks and at the registry happens in the sandbox, which tells the platform by itself.
/// </summary>
public sealed partial class Deal(Door door, Cast cast, bool daysMayPass = false)
{
    private const string Escrow = "/api/escrow/v1", SimultaneousTriple = "simultaneous-triple";

    /// <summary>The people and amounts.</summary>
    public Cast Cast { get; } = cast;

    /// <summary>The way to the platform.</summary>
    public Door Door { get; } = door;

    /// <summary>The deal's id, once opened.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Its number, which goes into every remittance.</summary>
    public string DealNo { get; private set; } = "";

    /// <summary>Its address below the gateway.</summary>
    public string Path => $"{Escrow}/deals/{Id}";

    /// <summary>The old loans exist at their lenders; the parties open the deal.</summary>
    public async Task Open(string mode = SimultaneousTriple)
    {
        await Door.Sandbox(HttpMethod.Post, $"/sandbox/banks/{Banks.B}/loans", new { loanNo = Cast.BankLoanNo, borrower = Cast.SellerAccount.Name, principal = Cast.OldBankLoan, dailyInterest = "CNY 88.00", penalty = "CNY 0.00" });
        await Door.Sandbox(HttpMethod.Post, $"/sandbox/banks/{Banks.Fund}/loans", new { loanNo = Cast.FundLoanNo, borrower = Cast.SellerAccount.Name, principal = Cast.OldFundLoan, dailyInterest = "CNY 12.00", penalty = "CNY 0.00" });
        await Door.Sandbox(HttpMethod.Post, $"/sandbox/banks/{Banks.A}/accounts", new { account = Cast.SellerAccount.Number, name = Cast.SellerAccount.Name });
        var opened = await Door.Post(Cast.Seller, $"{Escrow}/deals", Opening(Cast, mode));
        Id = opened.GetProperty("dealId").GetString()!;
        DealNo = opened.GetProperty("dealNo").GetString()!;
    }

    /// <summary>What the parties ask for when they open a deal.</summary>
    public static object Opening(Cast cast, string mode = SimultaneousTriple) => new
    {
        unitNo = cast.UnitNo,
        price = cast.Price,
        downPayment = cast.DownPayment,
        mode,
        buyers = new[] { new { subject = cast.Buyer, account = cast.BuyerAccount.Wire } },
        sellers = new[] { new { subject = cast.Seller, account = cast.SellerAccount.Wire, share = "10000bp" } },
        oldLoans = new[]
        {
            new { loanNo = cast.BankLoanNo, lender = Banks.B, kind = "bank", mortgageProofNo = cast.BankMortgage },
            new { loanNo = cast.FundLoanNo, lender = Banks.Fund, kind = "provident-fund", mortgageProofNo = cast.FundMortgage },
        },
        newLoans = new[] { new { lender = Banks.A, kind = "bank", amount = cast.BankLoan }, new { lender = Banks.Fund, kind = "provident-fund", amount = cast.FundLoan } },
    };

    /// <summary>The trustee searches the title; the old lenders quote.</summary>
    public async Task Screen()
    {
        await Door.Post("trustee-maker", $"{Path}/screening", new { findings = Array.Empty<string>() });
        await Until("both old lenders have quoted", view => view.GetProperty("oldLoans").EnumerateArray().All(loan => loan.GetProperty("quote").ValueKind == JsonValueKind.Object));
    }

    /// <summary>Buyer, seller and trustee sign the three-party agreement.</summary>
    public async Task Sign()
    {
        foreach (var who in (string[])[Cast.Buyer, Cast.Seller, "trustee-maker"]) await Door.Post(who, $"{Path}/signatures", new { });
    }

    /// <summary>Opened, screened, signed.</summary>
    public async Task Begin(string mode = SimultaneousTriple)
    {
        await Open(mode);
        await Screen();
        await Sign();
    }

    /// <summary>Money arrives on the escrow account; the account bank reports it.</summary>
    /// <returns>The bank's reference of the credit.</returns>
    public async Task<string> Pay(Account from, Money amount, string? remittance = null)
    {
        var info = remittance ?? DealNo;
        var before = await Credits(info);
        while (true)
        {
            try
            {
                var booked = await Door.Sandbox(HttpMethod.Post, $"/sandbox/banks/{Banks.A}/incoming", new { amount, remittanceInfo = info, payer = from.Wire }, repeatable: false);
                return booked.GetProperty("bankReference").GetString()!;
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
            {
                // Whoever pays and hears nothing looks into the books before paying again.
                var now = await Credits(info);
                if (now.Except(before).FirstOrDefault(credit => credit.Amount == amount && credit.Payer == from.Number) is { } booked) return booked.BankReference;
            }
        }
    }

    /// <summary>The whole down payment from the buyer's account.</summary>
    public async Task Deposit()
    {
        await Pay(Cast.BuyerAccount, Cast.DownPayment);
        await UntilStage("DepositHeld", "LoanApproved");
    }

    /// <summary>Both new lenders give their word, for 120 days.</summary>
    public async Task ApproveLoans()
    {
        var until = DateOnly.FromDateTime((await Now()).AddDays(120).UtcDateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await Door.Post("bank-a", $"{Path}/loan-approvals", new { contractNo = $"A-{DealNo}", amount = Cast.BankLoan, validUntil = until, disbursingAccount = Banks.Funding(Banks.A).Wire });
        await Door.Post("bank-pfc", $"{Path}/loan-approvals", new { contractNo = $"F-{DealNo}", amount = Cast.FundLoan, validUntil = until, disbursingAccount = Banks.Funding(Banks.Fund).Wire });
    }

    /// <summary>Deposit, approvals, and the application at the registry.</summary>
    public async Task Prepare(string mode = SimultaneousTriple)
    {
        await Begin(mode);
        await Deposit();
        await ApproveLoans();
        await Submit();
    }

    /// <summary>Both new lenders disburse into escrow.</summary>
    public async Task Disburse()
    {
        await Pay(Banks.Funding(Banks.A), Cast.BankLoan);
        await Pay(Banks.Funding(Banks.Fund), Cast.FundLoan);
    }

    /// <summary>What came in on the escrow account under this text, in the bank's own books.</summary>
    private async Task<IReadOnlyList<Credit>> Credits(string remittance) =>
        [.. (await Door.Sandbox(HttpMethod.Get, $"/sandbox/banks/{Banks.A}/entries?account={Banks.EscrowAccount}&remittanceInfo={Uri.EscapeDataString(remittance)}"))
            .GetProperty("entries").EnumerateArray().Select(one => one.GetProperty("entry"))
            .Where(entry => entry.GetProperty("direction").GetString() == "credit").Select(Credit.Read)];

    /// <summary>The whole of it, without a hitch.</summary>
    public async Task Play()
    {
        await Prepare();
        await Register();
        await Disburse();
        await UntilClosed();
    }

    /// <summary>Waits for the end, and checks it to the fen.</summary>
    public async Task UntilClosed()
    {
        await UntilStatus("Closed");
        await Checks.ClosedToTheFen(this, daysMayPass);
    }
}
