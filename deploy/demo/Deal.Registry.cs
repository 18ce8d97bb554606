namespace Pengcheng.Demo;

// What happens at the registration centre (不动产登记中心), and what it tells the platform.
public sealed partial class Deal
{
    /// <summary>The parties apply at the registry; the trustee records the acceptance number.</summary>
    public Task Submit(string? acceptanceNo = null) => Door.Post("trustee-maker", $"{Path}/registration", new { acceptanceNo = acceptanceNo ?? Cast.AcceptanceNo });

    /// <summary>The registry registers; one notice, any channel, any number of copies.</summary>
    public async Task Notify(string kind, string channel = "http", int copies = 1, string? noticeId = null, Action<Dictionary<string, object?>>? change = null, string? mortgageProofNo = null, string? mortgagee = null)
    {
        var notice = new Dictionary<string, object?>
        {
            ["kind"] = kind,
            ["unitNo"] = Cast.UnitNo,
            ["acceptanceNo"] = Cast.AcceptanceNo,
            ["channel"] = channel,
            ["copies"] = copies,
            ["noticeId"] = noticeId ?? $"N-{Guid.CreateVersion7():N}",
            // Told again under the same id it must be the same to the second.
            ["at"] = await Now(),
        };
        switch (kind)
        {
            case "transfer-registered": notice["certificateNo"] = Cast.Certificate; break;
            case "mortgage-cancelled": notice["mortgageProofNo"] = mortgageProofNo ?? Cast.BankMortgage; break;
            case "mortgage-registered":
                notice["mortgageProofNo"] = mortgageProofNo ?? $"粤(2026)深圳市不动产证明第{Cast.Digits("", 7)}号";
                notice["mortgagee"] = mortgagee ?? Banks.A;
                break;
        }

        change?.Invoke(notice);
        await Door.Sandbox(HttpMethod.Post, "/sandbox/registry/notices", notice);
    }

    /// <summary>The five notices of a whole registration: transfer, both cancellations, both new mortgages; over both channels.</summary>
    public IReadOnlyList<Func<Task>> Notices(int copies = 1, string? acceptanceNo = null)
    {
        void Under(Dictionary<string, object?> notice) => notice["acceptanceNo"] = acceptanceNo ?? Cast.AcceptanceNo;
        return
        [
            () => Notify("transfer-registered", copies: copies, change: Under),
            () => Notify("mortgage-cancelled", copies: copies, mortgageProofNo: Cast.BankMortgage, change: Under),
            () => Notify("mortgage-cancelled", "amqp", copies, mortgageProofNo: Cast.FundMortgage, change: Under),
            () => Notify("mortgage-registered", "amqp", copies, mortgagee: Banks.A, change: Under),
            () => Notify("mortgage-registered", copies: copies, mortgagee: Banks.Fund, change: Under),
        ];
    }

    /// <summary>The registry has done all, and the lenders may disburse.</summary>
    public async Task Register()
    {
        foreach (var notify in Notices()) await notify();
        await UntilStage("AwaitingDisbursement", "Funded");
    }
}
