"""The administrator's workbook: everything that decides forms, deadlines and points, editable without a programmer.

``sheets`` describes every sheet and column once; ``records`` turns the plan's types into flat records and back;
``write_plan_workbook`` and ``read_plan_workbook`` are the two directions; ``check_plan_workbook`` holds the checks,
``faults`` their sentences.
"""
