namespace Pengcheng.Registry.Notices;

/// <summary>A notice as it came, with everything that is needed to verify it again in court.</summary>
/// <param name="Channel"><c>http</c> or <c>amqp</c>.</param>
/// <param name="NoticeId">The id that was signed.</param>
/// <param name="KeyId">Under which key.</param>
/// <param name="Timestamp">The signed time, Unix seconds, as sent.</param>
/// <param name="Signature">As sent.</param>
/// <param name="Body">The signed bytes.</param>
public sealed record RawNotice(string Channel, string NoticeId, string KeyId, string Timestamp, string Signature, byte[] Body)
{
    /// <summary>Came by the HTTP door.</summary>
    public const string Http = "http";

    /// <summary>Came by the AMQP door.</summary>
    public const string Amqp = "amqp";
}

/// <summary>A notice was verified and kept.</summary>
[EventName("registry.notice-accepted.v1")]
public sealed record NoticeAccepted(RawNotice Raw, string Sha256, NoticeBody Body);

/// <summary>Something that claims to be a notice was refused.</summary>
[EventName("registry.notice-refused.v1")]
public sealed record NoticeRefused(RawNotice Raw, string Code, string Reason);

/// <summary>An accepted notice: one stream each, and one event in it.</summary>
public sealed record Notice(NoticeAccepted Accepted) : IState<Notice>
{
    /// <inheritdoc/>
    public static Notice Evolve(Notice? state, object @event) => @event switch
    {
        NoticeAccepted accepted => new Notice(accepted),
        _ => throw new UnknownEventException(typeof(Notice), @event),
    };

    /// <summary>The same id again: the same content changes nothing, another one is refused.</summary>
    public static Decision Accept(Notice? notice, NoticeAccepted arrived) =>
        notice is null ? Decision.Accept(arrived)
        : notice.Accepted.Sha256 == arrived.Sha256 ? Decision.Nothing
        : RegistryErrors.NoticeConflict.With(("noticeId", arrived.Raw.NoticeId));
}

/// <summary>A refused delivery: a stream of its own, so that nobody can write into a genuine notice's.</summary>
public sealed record RefusedNotice(NoticeRefused Refused) : IState<RefusedNotice>
{
    /// <inheritdoc/>
    public static RefusedNotice Evolve(RefusedNotice? state, object @event) => @event switch
    {
        NoticeRefused refused => new RefusedNotice(refused),
        _ => throw new UnknownEventException(typeof(RefusedNotice), @event),
    };
}
