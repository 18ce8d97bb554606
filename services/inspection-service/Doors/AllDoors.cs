using Pengcheng.Chassis.Crypto;
using Pengcheng.Inspection.Ratings;

namespace Pengcheng.Inspection.Doors;

/// <summary>Everything that the service shows over HTTP.</summary>
public static class AllDoors
{
    /// <summary>Maps all doors.</summary>
    public static void Map(WebApplication app, InspectionPolicy policy, BlindKey ratingKey)
    {
        var firms = FirmDoor.Map(app, policy, app.Services.GetRequiredService<TimeProvider>());
        CodeDoor.Map(app, firms, policy);
        PlanDoor.Map(firms, policy);
        ScheduleDoor.Map(app, policy);
        ScanDoor.Map(app, firms, policy);
        var visits = VisitDoor.Map(app, policy);
        ResultDoor.Map(app, visits, policy, ratingKey);
        OfficerDoor.Map(app);
        ComplaintDoor.Map(app, policy);
        BodyDoor.Map(app, policy);
        RatingDoor.Map(app, policy, ratingKey);
        SupervisionDoor.Map(app);
        ListDoor.Map(app);
        FirmSearch.Map(app);
    }
}
