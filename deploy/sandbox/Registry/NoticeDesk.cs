using System.Globalization;
using Npgsql;
using Pengcheng.Sandbox.Clock;
using Pengcheng.Sandbox.Deliveries;

namespace Pengcheng.Sandbox.Registry;

/// <summary>Writes notices to be pushed, one after another, in the order given; the order holds unless a fault breaks it.</summary>
public sealed class NoticeDesk(NpgsqlDataSource database, SandboxClock clock)
{
    private const string Sender = "registry";

    /// <summary>Writes one notice, in as many copies as asked, which are pushed one after another.</summary>
    public async Task<(string NoticeId, List<long> Deliveries)> Write(PushNotice push)
    {
        var notice = new Notice(push.NoticeId ?? NewNoticeId(), push.Kind, push.UnitNo, push.AcceptanceNo, push.At ?? clock.Now)
        {
            CertificateNo = push.CertificateNo,
            MortgageProofNo = push.MortgageProofNo,
            Mortgagee = push.Mortgagee,
            Right = push.Right,
            Reason = push.Reason,
        };
        var options = new DeliveryOptions(push.KeyId, push.Timestamp, push.BadSignature);
        return (notice.NoticeId, await WriteInOrder(Enumerable.Repeat(notice, push.Copies), push.Channel, options));
    }

    /// <summary>Writes the notices of a finished registration in the order asked. Null: the order names what is not in the case.</summary>
    public async Task<List<long>?> Complete(Application application, CompleteApplication completion)
    {
        var notices = new List<Notice>();
        foreach (var step in completion.Order ?? ["transfer", "cancellation", "mortgage"])
        {
            var (what, which) = step.Split(':', 2) is [var kind, var one] ? (kind, one) : (step, null);
            var made = Notices(application, what).Where(notice => which is null || notice.MortgageProofNo == which || notice.Mortgagee == which).ToList();
            if (made.Count == 0 && (which is not null || what is not ("transfer" or "cancellation" or "mortgage"))) return null;
            foreach (var notice in made) notices.AddRange(Enumerable.Repeat(notice, completion.Duplicates));
        }
        return await WriteInOrder(notices, completion.Channel, new DeliveryOptions());
    }

    private List<Notice> Notices(Application application, string what)
    {
        var at = clock.Now;
        return what switch
        {
            "transfer" => [New("transfer-registered") with { CertificateNo = application.CertificateNo ?? NewNumber("不动产权", at) }],
            "cancellation" => [.. (application.OldMortgageProofNos ?? []).Select((proof, index) => New("mortgage-cancelled") with
            {
                MortgageProofNo = proof, Mortgagee = application.OldMortgagees?.ElementAtOrDefault(index),
            })],
            "mortgage" => [.. application.Mortgagees().Select((bank, index) => New("mortgage-registered") with
            {
                MortgageProofNo = (index == 0 ? application.NewMortgageProofNo : null) ?? NewNumber("不动产证明", at), Mortgagee = bank,
            })],
            _ => [],
        };

        Notice New(string kind) => new(NewNoticeId(), kind, application.UnitNo, application.AcceptanceNo, at);
    }

    private async Task<List<long>> WriteInOrder(IEnumerable<Notice> notices, string channel, DeliveryOptions options)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var written = new List<long>();
        foreach (var notice in notices)
            written.Add(await Outgoing.Write(connection, notice.NoticeId, channel == "amqp" ? Channels.NoticeAmqp : Channels.NoticeHttp, Sender,
                channel == "amqp" ? notice.Kind : Notice.Path, $"{notice.AcceptanceNo} {notice.UnitNo} {notice.Kind} {notice.NoticeId}",
                Json.Write(notice), options, after: written.Count == 0 ? null : written[^1]));
        await transaction.CommitAsync();
        return written;
    }

    private static string NewNoticeId() => Guid.CreateVersion7().ToString("N");

    private static string NewNumber(string kind, DateTimeOffset at)
        => string.Create(CultureInfo.InvariantCulture, $"粤({at:yyyy})深圳市{kind}第{Random.Shared.Next(1, 9_999_999):D7}号");
}
