namespace Pengcheng.Inspection.Tests;

/// <summary>The notice, and the booking from both sides (双向预约).</summary>
public sealed class BookingTests
{
    private static readonly Slot Morning = new(Samples.VisitDay, 9 * 60, 11 * 60), Afternoon = new(Samples.VisitDay, 14 * 60, 16 * 60);
    private static readonly Slot Monday = new(new DateOnly(2025, 3, 17), 9 * 60, 11 * 60);

    [Test]
    public void The_firm_is_told_who_comes_and_when()
    {
        var city = Stages.Announced().Stands(VisitStatus.Announced);
        Assert.That(city.Commits.Published.OfType<Contracts.Inspection.VisitAnnounced>().Single().Day, Is.EqualTo(Samples.VisitDay));
        city.Announce().Nothing();
        city.OnVisit((v, known, x, p) => AnnounceVisit.Decide(v, new AnnounceVisit("别检通〔2025〕1号", []), known, x, p)).Refused(InspectionErrors.AlreadyAnnounced);
    }

    [TestCase(InspectionCause.Planned, "2025-03-07", true)]
    [TestCase(InspectionCause.Planned, "2025-03-10", false)]
    [TestCase(InspectionCause.Complaint, "2025-03-12", true)]
    [TestCase(InspectionCause.Complaint, "2025-03-13", false)]
    [TestCase(InspectionCause.FirmRequest, "2025-03-14", true)]
    public void Five_working_days_for_a_plan_a_day_for_a_cause(InspectionCause cause, string today, bool isInTime)
    {
        var city = Stages.Planned(EntryKind.Enforcement, cause, 1, Samples.Safety);
        city.RunUntil(ShenzhenTime.At(DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture), new TimeOnly(10, 0))).Announce();
        if (isInTime) city.Said(typeof(VisitAnnounced));
        else city.Refused(InspectionErrors.NoticeTooShort);
    }

    [TestCase("光明检通12号")]
    [TestCase("光明检通〔25〕12号")]
    [TestCase("检通〔2025〕12号")]
    [TestCase("光明检通〔2025〕012号")]
    [TestCase("光明检通〔2025〕12号\n")]
    public void A_notice_number_looks_like_one(string number) => Stages.Planned()
        .OnVisit((v, known, x, p) => AnnounceVisit.Decide(v, new AnnounceVisit(number, [new Team(Samples.Safety, Samples.Officers(Samples.Safety))]), known, x, p))
        .Refused(InspectionErrors.NoticeNoInvalid);

    [Test]
    public void Each_body_names_two_officers_with_valid_certificates()
    {
        City Announce(params Team[] teams) => Stages.Planned(Samples.Safety, Samples.Fire)
            .OnVisit((v, known, x, p) => AnnounceVisit.Decide(v, new AnnounceVisit("光明检通〔2025〕1号", [.. teams]), known, x, p));
        var safety = new Team(Samples.Safety, Samples.Officers(Samples.Safety));
        Announce(safety).Refused(InspectionErrors.TeamsIncomplete);
        Announce(safety, new Team(Samples.Water, Samples.Officers(Samples.Water))).Refused(InspectionErrors.TeamsIncomplete);
        Announce(safety, new Team(Samples.Fire, [Samples.Officers(Samples.Fire)[0]])).Refused(InspectionErrors.TooFewOfficers);
        Announce(safety, new Team(Samples.Fire, [Samples.Officers(Samples.Fire)[0], Samples.Officers(Samples.Fire)[0]])).Refused(InspectionErrors.TooFewOfficers);
        Announce(safety, new Team(Samples.Fire, [Samples.Officers(Samples.Fire)[0], "grid-helper"])).Refused(InspectionErrors.OfficerNotCertified);
        Announce(safety, new Team(Samples.Fire, Samples.Officers(Samples.Water))).Refused(InspectionErrors.OfficerNotCertified);
        Announce(safety, new Team(Samples.Fire, Samples.Officers(Samples.Fire))).Said(typeof(VisitAnnounced));
    }

    [Test]
    public void The_firm_picks_a_slot()
    {
        var city = Stages.Announced().Propose(Morning, Afternoon).Said(typeof(SlotsProposed)).Stands(VisitStatus.SlotProposed);
        city.Choose(Monday).Refused(InspectionErrors.SlotNotOffered);
        city.Choose(Afternoon).Said(typeof(SlotConfirmed)).Stands(VisitStatus.SlotConfirmed);
        city.Choose(Afternoon).Nothing();
        city.Choose(Morning).Refused(InspectionErrors.SlotNotOffered);
        Assert.That(city.Commits.Deadlines.Keys.Select(k => k.Key), Does.Not.Contain("slot-choice"));
    }

    [Test]
    public void A_slot_on_another_day_moves_the_visit_for_the_firm_too()
    {
        var city = Stages.Announced().Propose(Morning, Monday).Choose(Monday).Said(typeof(SlotConfirmed), typeof(VisitRescheduled)).Settle();
        Assert.That((city.Visit().Day, city.Visit().Status, city.Firm().Docket.Visits.Single().Day), Is.EqualTo((Monday.Day, VisitStatus.SlotConfirmed, Monday.Day)));
    }

    [Test]
    public void The_firm_counters_and_the_coordinator_agrees()
    {
        var city = Stages.Announced().Propose(Morning, Afternoon).OnVisit((v, _, x, p) => CounterProposeSlot.Decide(v, new CounterProposeSlot(Monday), [], x, p)).Said(typeof(SlotCountered));
        city.OnVisit((v, _, x, p) => CounterProposeSlot.Decide(v, new CounterProposeSlot(Monday), city.Taken(v), x, p)).Nothing();
        city.OnVisit((v, _, x, p) => AcceptCounter.Decide(v, new AcceptCounter(), city.Taken(v), x, p)).Said(typeof(SlotConfirmed), typeof(VisitRescheduled)).Stands(VisitStatus.SlotConfirmed);
        city.OnVisit((v, _, x, p) => AcceptCounter.Decide(v, new AcceptCounter(), city.Taken(v), x, p)).Refused(InspectionErrors.SlotNotOffered);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Silence_takes_what_was_said_last(bool countered)
    {
        var city = Stages.Announced().Propose(Morning, Afternoon);
        if (countered) city.OnVisit((v, _, x, p) => CounterProposeSlot.Decide(v, new CounterProposeSlot(Monday), city.Taken(v), x, p));
        city.Advance(4);
        Assert.That((city.Visit().Confirmed, city.Visit().Status), Is.EqualTo((countered ? Monday : Morning, VisitStatus.SlotConfirmed)));
        city.OnVisit((v, _, x, p) => CounterProposeSlot.Decide(v, new CounterProposeSlot(Afternoon), city.Taken(v), x, p)).Refused(InspectionErrors.SlotNotOffered);
    }

    [Test]
    public void Slots_are_two_at_least_and_possible()
    {
        var city = Stages.Announced();
        city.Propose(Morning).Refused(InspectionErrors.TooFewSlots);
        city.Propose(Morning, Morning).Refused(InspectionErrors.TooFewSlots);
        city.Propose([.. Enumerable.Range(0, 11).Select(i => Morning with { From = 8 * 60 + i })]).Refused(InspectionErrors.TooManySlots);
        foreach (var bad in new[]
        {
            Morning with { Day = new DateOnly(2025, 3, 15) }, Morning with { Day = new DateOnly(2025, 4, 1) }, Morning with { Day = new DateOnly(2025, 3, 5) },
            Morning with { To = 9 * 60 }, Morning with { To = 13 * 60 }, Morning with { From = -1 },
        })
            city.Propose(Afternoon, bad).Refused(InspectionErrors.SlotInvalid);
        Stages.Planned().Propose(Morning, Afternoon).Refused(InspectionErrors.WrongVisitState);
    }

    [Test]
    public void The_firm_postpones_once_and_not_for_ever()
    {
        City Postpone(City city, DateOnly day) => city.OnVisit((v, _, x, p) => PostponeVisit.Decide(v, new PostponeVisit(day, "stocktaking"), city.Taken(v), x, p));
        var city = Stages.Announced();
        Postpone(city, new DateOnly(2025, 3, 31)).Refused(InspectionErrors.PostponementTooLong);
        Postpone(city, new DateOnly(2025, 3, 13)).Refused(InspectionErrors.PostponementTooLong);
        Postpone(city, new DateOnly(2025, 3, 28)).Said(typeof(VisitRescheduled)).Stands(VisitStatus.Rescheduled);
        Postpone(city, new DateOnly(2025, 3, 28)).Nothing();
        Postpone(city, new DateOnly(2025, 3, 31)).Refused(InspectionErrors.PostponedBefore);
        Postpone(Stages.OnTheDay(), new DateOnly(2025, 3, 28)).Refused(InspectionErrors.TooLateToPostpone);
    }

    [Test]
    public void The_coordinator_moves_a_visit_with_notice()
    {
        City Move(City city, DateOnly day) => city.OnVisit((v, _, x, p) => RescheduleVisit.Decide(v, new RescheduleVisit(day, "typhoon"), city.Taken(v), x, p));
        var city = Stages.Announced();
        Move(city, Samples.VisitDay).Nothing();
        Move(city, new DateOnly(2025, 3, 7)).Refused(InspectionErrors.NoticeTooShort);
        Move(city, new DateOnly(2025, 3, 30)).Refused(InspectionErrors.DayInvalid);
        Move(city, new DateOnly(2025, 3, 20)).Said(typeof(VisitRescheduled)).Stands(VisitStatus.Rescheduled);
        Move(Stages.Inside(), new DateOnly(2025, 3, 28)).Refused(InspectionErrors.WrongVisitState);
    }
}

/// <summary>Days that have become impossible between the offer and the choice.</summary>
public sealed class TakenDayTests
{
    private static readonly Slot Announced = new(Samples.VisitDay, 540, 660), Later = new(new DateOnly(2025, 3, 27), 540, 660);

    [Test]
    public void A_day_that_somebody_else_has_got_since_is_no_choice_any_more()
    {
        Rival(Stages.Announced().Propose(Later, Announced)).Choose(Later).Refused(InspectionErrors.EntryDayTaken).Choose(Announced).Said(typeof(SlotConfirmed));
        var countered = Stages.Announced().Propose(Announced, new Slot(Samples.VisitDay, 700, 800));
        countered.OnVisit((v, _, x, p) => CounterProposeSlot.Decide(v, new CounterProposeSlot(Later), countered.Taken(v), x, p)).Said(typeof(SlotCountered));
        Rival(countered).OnVisit((v, _, x, p) => AcceptCounter.Decide(v, new AcceptCounter(), countered.Taken(v), x, p)).Refused(InspectionErrors.EntryDayTaken);
    }

    [Test]
    public void Silence_takes_the_first_time_that_is_still_possible_or_none()
    {
        var city = Rival(Stages.Announced().Propose(Later, Announced)).Advance(4);
        Assert.That(city.Visit().Confirmed, Is.EqualTo(Announced));
        var none = Rival(Stages.Announced().Propose(Later, Later with { From = 700, To = 800 })).Advance(4).Stands(VisitStatus.Announced);
        Assert.That((none.Times<SlotsLapsed>(), none.Visit().Day), Is.EqualTo((1, Samples.VisitDay)));
        none.RunUntil(ShenzhenTime.At(Samples.VisitDay, new TimeOnly(10, 0))).Scan(Samples.Safety).Said(typeof(EntryScanned), typeof(EntryRecorded));
    }

    // Another visit gets its day in the fortnight of the later time.
    private static City Rival(City city)
    {
        city.Submit(9, Samples.Content(Samples.Safety, items: 2)).Approve(9).Publish(9);
        return city.OnFirm((f, x, p) => ScheduleVisit.Decide(f, new ScheduleVisit(Samples.Id(509), [Samples.Id(9)], new DateOnly(2025, 3, 28), "why"), x, p)).Said(typeof(VisitScheduled)).Settle();
    }
}

internal static class BookingSteps
{
    public static City Propose(this City city, params Slot[] slots) => city.OnVisit((v, _, x, p) => ProposeSlots.Decide(v, new ProposeSlots([.. slots]), city.Taken(v), x, p));

    public static City Choose(this City city, Slot slot) => city.OnVisit((v, _, x, p) => ChooseSlot.Decide(v, new ChooseSlot(slot), city.Taken(v), x, p));
}
