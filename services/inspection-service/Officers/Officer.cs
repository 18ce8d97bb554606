namespace Pengcheng.Inspection.Officers;

/// <summary>An officer has a certificate of enforcement (行政执法证), or a renewed one.</summary>
[EventName("inspection.officer-certified.v1")]
public sealed record OfficerCertified(string CertificateNo, string Body, DateOnly ValidFrom, DateOnly ValidUntil);

/// <summary>The certificate is withdrawn, for good or for a time.</summary>
[EventName("inspection.certificate-suspended.v1")]
public sealed record CertificateSuspended(string CertificateNo, string Reason);

/// <summary>One certificate as the officers' system keeps it. Helpers, temps and grid staff have none, and so cannot scan.</summary>
public sealed record Officer(string CertificateNo, string Body, DateOnly ValidFrom, DateOnly ValidUntil, bool IsSuspended = false) : IState<Officer>
{
    /// <summary>The stream of a certificate.</summary>
    public static Guid IdOf(string certificateNo) => DerivedId.From($"officer/{certificateNo}");

    /// <inheritdoc/>
    public static Officer Evolve(Officer? state, object @event) => (state, @event) switch
    {
        (_, OfficerCertified e) => new Officer(e.CertificateNo, e.Body, e.ValidFrom, e.ValidUntil),
        ({ } officer, CertificateSuspended) => officer with { IsSuspended = true },
        _ => throw new UnknownEventException(typeof(Officer), @event),
    };

    /// <summary>Whether the holder may act for the body on this day.</summary>
    public bool MayActFor(string body, DateOnly day) => !IsSuspended && Body == body && ValidFrom <= day && day <= ValidUntil;
}

/// <summary>The officers' system tells of a certificate.</summary>
public sealed record CertifyOfficer(string CertificateNo, string Body, DateOnly ValidFrom, DateOnly ValidUntil)
{
    /// <summary>A certificate that was suspended is good again.</summary>
    public static Decision Decide(Officer? officer, CertifyOfficer command)
    {
        if ((Texts.Refuse("certificateNo", command.CertificateNo, 40) ?? Texts.Refuse("body", command.Body, 60)) is { } text) return text;
        if (command.ValidFrom > command.ValidUntil) return InspectionErrors.WindowInvalid;
        var certified = new OfficerCertified(command.CertificateNo, command.Body, command.ValidFrom, command.ValidUntil);
        return officer == Officer.Evolve(null, certified) ? Decision.Nothing : Decision.Accept(certified);
    }
}

/// <summary>The officers' system withdraws a certificate.</summary>
public sealed record SuspendCertificate(string Reason)
{
    /// <summary>From now on its holder cannot scan.</summary>
    public static Decision Decide(Officer officer, SuspendCertificate command) =>
        Texts.Refuse("reason", command.Reason) is { } reason ? reason
        : officer.IsSuspended ? Decision.Nothing
        : Decision.Accept(new CertificateSuspended(officer.CertificateNo, command.Reason));
}

/// <summary>Where an officer was last seen scanning.</summary>
public sealed record Sighting(string CertificateNo, GeoPoint Place, DateTimeOffset At);

/// <summary>What is known about a team before it enters: gathered first, and handed to the decision.</summary>
public sealed record TeamFacts(ImmutableList<Officer> Certificates, ImmutableList<Sighting> Sightings)
{
    /// <summary>At least two, each once, each with a certificate of this body that is valid on the day.</summary>
    public Refusal? Refuse(string body, ImmutableList<string> officers, DateOnly day, InspectionPolicy policy)
    {
        if (officers.Distinct(StringComparer.Ordinal).Count() < policy.FewestOfficers) return InspectionErrors.TooFewOfficers.With(("fewest", policy.FewestOfficers));
        foreach (var no in officers)
            if (Certificates.Find(officer => officer.CertificateNo == no)?.MayActFor(body, day) != true)
                return InspectionErrors.OfficerNotCertified.With(("certificateNo", no), ("body", body));
        return null;
    }

    /// <summary>The first officer who cannot have come here from where they scanned last, in the time between.</summary>
    public Sighting? Impossible(ImmutableList<string> officers, GeoPoint place, DateTimeOffset at, InspectionPolicy policy) => Sightings.Find(seen =>
        officers.Contains(seen.CertificateNo) && seen.Place.MetresTo(place) > policy.StaticCodeMetres + policy.FastestTravel * (at - seen.At).Duration().TotalSeconds);
}
